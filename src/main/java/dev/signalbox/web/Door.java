package dev.signalbox.web;

import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Judges a request by its first line and headers alone. Immutable. */
final class Door {

  static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final HostRules hosts;
  private final int bodyBytesMax;

  Door(WebLimits limits) {
    hosts = new HostRules(limits);
    bodyBytesMax = limits.bodyBytesMax();
  }

  /** Why the request may not come in, or null if it may. */
  @Nullable
  Problem refusal(Request request) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (!hosts.allowsHost(host)) {
      return Refusals.badHost(host == null ? "" : host);
    }
    if (!METHODS.contains(request.getMethod())) {
      return Refusals.methodNotAllowed(request.getMethod());
    }
    // %2F, %2E%2E, //: nothing here has such an address, and routers disagree about them.
    if (request.getHttpURI().hasViolations()) {
      return Problem.notFound();
    }
    for (HttpField field : request.getHeaders()) {
      Problem refusal = refusal(field);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private @Nullable Problem refusal(HttpField field) {
    HttpHeader header = field.getHeader();
    if (header == HttpHeader.ORIGIN && !hosts.allowsOrigin(field.getValue())) {
      return Refusals.badOrigin(field.getValue());
    }
    if (header == HttpHeader.CONTENT_ENCODING && !"identity".equalsIgnoreCase(field.getValue())) {
      return Refusals.unsupportedEncoding(field.getValue());
    }
    if (header == HttpHeader.CONTENT_LENGTH && field.getLongValue() > bodyBytesMax) {
      return Refusals.tooLarge(bodyBytesMax);
    }
    return null;
  }
}
