package dev.signalbox.web;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Every request's way in, before any servlet: headers, checks, body, a place at work. Thread-safe.
 * Never blocks by itself; what a route does, it does on the thread that came through here.
 */
final class Gate extends Handler.Wrapper {

  static final String HEALTH = "/healthz";
  static final String READY = "/readyz";

  /** Under which a request carries its {@link Reached}. */
  static final String REACHED = "dev.signalbox.reached";

  /** Which route a request reached, as it is declared. */
  static final class Reached {
    private volatile String route = "none";

    void note(String path) {
      route = path;
    }
  }

  private static final HttpField CLOSE =
      new PreEncodedHttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());

  private final WebLimits limits;
  private final Door door;
  private final Traffic traffic;
  private final HeaderWatch watch;
  private final RequestWatch requests;

  Gate(WebLimits limits, Traffic traffic, HeaderWatch watch, RequestWatch requests) {
    this.requests = requests;
    this.limits = limits;
    this.traffic = traffic;
    this.watch = watch;
    door = new Door(limits);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.addTo(response.getHeaders());
    Connection connection = request.getConnectionMetaData().getConnection();
    watch.asked(connection);
    traffic.came();
    Reached reached = new Reached();
    request.setAttribute(REACHED, reached);
    Request.addCompletionListener(request, failure -> {
      watch.answered(connection);
      traffic.left();
      requests.answered(method(request), reached.route, response.getStatus());
    });
    Problem refusal = refusal(request);
    boolean body = hasBody(request.getHeaders());
    if (refusal != null && body) {
      refuseAndClose(refusal, response, Linger.then(request, callback));
    } else if (refusal != null) {
      refuse(refusal, response, callback);
    } else if (body) {
      new BodyReader(this, limits, request, response, callback).run();
    } else {
      work(request, response, callback);
    }
    return true;
  }

  private @Nullable Problem refusal(Request request) {
    Problem refusal = door.refusal(request);
    if (refusal == null && traffic.draining()) {
      return Problem.shuttingDown();
    }
    return refusal;
  }

  /** Lets a complete request through to the routes, if there is a place. */
  void work(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    boolean counts = reads(request) && !HEALTH.equals(path) && !READY.equals(path);
    if (counts && !traffic.startWork()) {
      Problem busy = Refusals.tooMany(
          "It looks up the answers of " + limits.requestsAtWorkMax() + " requests already.");
      refuse(busy, response, callback);
      return;
    }
    try {
      if (!super.handle(request, response, callback)) {
        refuse(Problem.notFound(), response, callback);
      }
    } catch (Throwable e) { // whatever it is, the request must not hang
      Response.writeError(request, response, callback, e);
    } finally {
      if (counts) {
        traffic.endWork();
      }
    }
  }

  /** Refuses a request of which everything that will be read has been. */
  void refuse(Problem problem, Response response, Callback callback) {
    if (traffic.draining()) {
      response.getHeaders().put(CLOSE);
    }
    ProblemWriter.send(problem, response, callback);
  }

  /** Refuses, and closes the connection, because the rest of the request may still be coming. */
  void refuseAndClose(Problem problem, Response response, Callback callback) {
    response.getHeaders().put(CLOSE);
    ProblemWriter.send(problem, response, callback);
  }

  /** What does something goes to the desk, which turns away by its own measure what it must. */
  private static boolean reads(Request request) {
    return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
  }

  private static String method(Request request) {
    return Door.METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
  }

  private static boolean hasBody(HttpFields headers) {
    return headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0
        || headers.contains(HttpHeader.TRANSFER_ENCODING);
  }
}
