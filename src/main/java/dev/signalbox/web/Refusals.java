package dev.signalbox.web;

import dev.signalbox.web.Problem.Advice;
import java.util.concurrent.ThreadLocalRandom;

/** What only the server itself refuses; what routes refuse too is in {@link Problem}. */
final class Refusals {

  private Refusals() {}

  static Problem badOrigin(String origin) {
    return Problem.of(403, "bad_origin", "Other sites may not call this server.", Advice.STOP)
        .withDetail("Origin " + Words.quoted(origin) + " is not one of this server's hosts.");
  }

  static Problem badHost(String host) {
    return Problem.of(421, "bad_host", "This server does not answer for that host.", Advice.FIX)
        .withDetail("Host "
            + Words.quoted(host)
            + " is not allowed. Call it by a loopback name, or have the name added to the"
            + " server's allowed hosts.");
  }

  static Problem methodNotAllowed(String method) {
    return Problem.of(405, "method_not_allowed", "That method does not work here.", Advice.FIX)
        .withDetail(Words.quoted(method) + " is not a method of this address.");
  }

  static Problem tooSlow() {
    return Problem.of(408, "too_slow", "The request did not arrive in time.", Advice.RETRY);
  }

  static Problem tooLarge(int bytesMax) {
    return Problem.of(413, "too_large", "The body is too large.", Advice.FIX)
        .withDetail("At most " + bytesMax + " bytes are read.");
  }

  static Problem unsupportedEncoding(String encoding) {
    return Problem.of(415, "unsupported", "The body must not be compressed.", Advice.FIX)
        .withDetail(
            "Content-Encoding " + Words.quoted(encoding) + " is not supported; leave it out.");
  }

  /** Too many at once; some seconds at random, so that not all come back together. */
  static Problem tooMany(String detail) {
    return Problem.overloaded(ThreadLocalRandom.current().nextInt(1, 4)).withDetail(detail);
  }

  static Problem malformed(int status) {
    return Problem.of(status, "bad_value", "This is not a well-formed HTTP request.", Advice.FIX);
  }

  /**
   * @param ref also in the log, beside the cause; all that the client learns
   */
  static Problem internal(String ref) {
    return Problem.of(500, "internal", "Something went wrong in the server.", Advice.RETRY)
        .withDetail("The server's log tells more under " + ref + ".")
        .withRetryAfter(5);
  }

  /** What an HTTP status alone says, where Jetty or Javalin refused and not we. */
  static Problem ofStatus(int status, int bodyBytesMax) {
    return switch (status) {
      case 404 -> Problem.notFound();
      case 408 -> tooSlow();
      case 413 -> tooLarge(bodyBytesMax);
      case 414, 431 -> Problem.of(status, "too_large", "The headers are too large.", Advice.FIX);
      case 503 -> tooMany("The request waited too long.");
      default -> malformed(status);
    };
  }
}
