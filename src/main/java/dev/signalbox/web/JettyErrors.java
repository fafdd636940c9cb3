package dev.signalbox.web;

import java.util.Objects;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers for what never reaches a route: malformed HTTP, and faults outside Javalin. */
final class JettyErrors extends ErrorHandler {

  private final int bodyBytesMax;
  private final Traffic traffic;

  JettyErrors(int bodyBytesMax, Traffic traffic) {
    this.bodyBytesMax = bodyBytesMax;
    this.traffic = traffic;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Jetty has cleared what the gate had set.
    SecurityHeaders.addTo(response.getHeaders());
    ProblemWriter.send(problem(request, response), response, callback);
    return true;
  }

  private Problem problem(Request request, Response response) {
    Object cause = request.getAttribute(ERROR_EXCEPTION);
    int status =
        request.getAttribute(ERROR_STATUS) instanceof Integer code ? code : response.getStatus();
    if (cause instanceof HttpException http) {
      status = http.getCode();
    }
    if (status >= 500 && traffic.draining()) {
      return Problem.shuttingDown(); // it was cut off
    }
    boolean ours = status >= 500 && status != 503 && status != 505;
    if (ours && cause instanceof Throwable fault) {
      return Faults.logged(request.getMethod(), path(request), fault);
    }
    return Refusals.ofStatus(status < 400 ? 500 : status, bodyBytesMax);
  }

  private static String path(Request request) {
    return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
  }
}
