package dev.signalbox.web;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** The headers on every answer. A handler may replace one, as static files do Cache-Control. */
final class SecurityHeaders {

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private static final List<HttpField> ALL = List.of(
      new PreEncodedHttpField("Content-Security-Policy", CONTENT_SECURITY_POLICY),
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
      new PreEncodedHttpField("X-Frame-Options", "DENY"),
      new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
      new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
      new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));

  private SecurityHeaders() {}

  static void addTo(HttpFields.Mutable headers) {
    for (HttpField field : ALL) {
      headers.put(field);
    }
  }
}
