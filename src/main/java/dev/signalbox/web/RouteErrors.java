package dev.signalbox.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what routes and Javalin throw into problem documents. */
final class RouteErrors implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(RouteErrors.class);

  private final int bodyBytesMax;

  RouteErrors(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> send(e.problem(), ctx));
    routes.exception(HttpResponseException.class, this::javalinRefused);
    routes.exception(Exception.class, RouteErrors::failed);
  }

  /** An {@link Error} comes past the exception handlers. */
  void error(HttpServletResponse response, Error error) {
    Problem problem = Faults.logged("a request", "", error);
    try {
      response.setStatus(problem.status());
      response.setContentType(ProblemWriter.CONTENT_TYPE);
      ProblemWriter.headers(problem, response::setHeader);
      response.getOutputStream().write(ProblemWriter.document(problem));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("the answer could not be sent", e);
    }
  }

  private void javalinRefused(HttpResponseException e, Context ctx) {
    if (e.getStatus() == 405) {
      String methods = e.getDetails().get("availableMethods");
      if (methods != null) {
        ctx.header("Allow", methods);
      }
      send(Refusals.methodNotAllowed(ctx.req().getMethod()), ctx);
    } else if (e.getStatus() >= 500) {
      failed(e, ctx);
    } else {
      send(Refusals.ofStatus(e.getStatus(), bodyBytesMax), ctx);
    }
  }

  private static void failed(Exception e, Context ctx) {
    send(problem(e, ctx.req().getMethod(), ctx.req().getRequestURI()), ctx);
  }

  /** What to answer for it; logs what is not a refusal. */
  static Problem problem(Throwable e, String method, String path) {
    boolean wrapped = e instanceof CompletionException || e instanceof ExecutionException;
    Throwable cause = wrapped && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof ProblemException refused) {
      return refused.problem();
    }
    if (cause instanceof TimeoutException) {
      return Refusals.tooMany("The answer did not come in time.");
    }
    return Faults.logged(method, path, cause);
  }

  static void send(Problem problem, Context ctx) {
    ctx.status(problem.status());
    ProblemWriter.headers(problem, ctx::header);
    ctx.contentType(ProblemWriter.CONTENT_TYPE);
    ctx.result(ProblemWriter.document(problem));
  }
}
