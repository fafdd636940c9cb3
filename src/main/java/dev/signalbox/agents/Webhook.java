package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Actor;
import dev.signalbox.board.Command;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.web.Bodies;
import dev.signalbox.web.Later;
import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The addresses to which agents post, with a token or signed. Every authenticated request reaches the desk, if only as a
 * sign of life, and is answered from its reply; none holds a thread while it waits.
 */
final class Webhook {

  private final Gatekeeper gate;
  private final AgentApi.Submit desk;
  private final Postman postman;

  Webhook(Gatekeeper gate, AgentApi.Submit desk, Postman postman) {
    this.gate = gate;
    this.desk = desk;
    this.postman = postman;
  }

  /** A request with a token; its key is its own to choose. */
  void post(Context ctx) {
    serve(ctx, gate.caller(ctx), Keys::of);
  }

  /** A signed request; its id is its key. */
  void signed(Context ctx) {
    serve(ctx, gate.signer(ctx, ctx.pathParam("hook")), Keys::signed);
  }

  private void serve(
      Context ctx, Caller caller, BiFunction<Context, Command, Request.@Nullable Key> keys) {
    Request request;
    try {
      request = request(ctx, caller, keys);
    } catch (ProblemException e) {
      refuse(ctx, caller, e.problem());
      return;
    }
    Later.answer(ctx, desk.submit(request), reply -> answer(ctx, caller, reply));
  }

  private static Request request(
      Context ctx, Caller caller, BiFunction<Context, Command, Request.@Nullable Key> keys) {
    Query.of(ctx);
    ObjectNode body = Bodies.object(ctx);
    Ask ask = verb(body.path(Form.TYPE)).form().read(body, caller.agent());
    Command command = ask.command(Actor.of(caller.agent()));
    return Request.of(caller.team(), command)
        .keyed(keys.apply(ctx, command))
        .patient(ask.patience());
  }

  private static Verb verb(JsonNode type) {
    if (type.isMissingNode() || !type.isTextual()) {
      throw Values.bad("type is needed: one of " + verbs() + ".");
    }
    String word = type.textValue();
    return Verb.named(word)
        .orElseThrow(() -> Values.bad("There is no type " + Values.shown(type)
            + Verb.nearest(word).map(near -> "; did you mean " + near + "?").orElse(".")
            + " It is one of " + verbs() + "."));
  }

  private static String verbs() {
    return Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", "));
  }

  /** A request that asks for nothing sensible still says that its agent is alive. */
  private void refuse(Context ctx, Caller caller, Problem problem) {
    Request sign = Request.of(caller.team(), WorkCommand.Heartbeat.of(caller.agent()));
    Later.answer(ctx, desk.submit(sign), reply -> {
      throw new ProblemException(Refused.with(problem, postman.mail(caller.team(), reply)));
    });
  }

  private void answer(Context ctx, Caller caller, Reply reply) {
    Mail mail = postman.mail(caller.team(), reply);
    Refusal refusal = reply.refusal();
    if (refusal != null) {
      throw new ProblemException(Refused.with(Refused.problem(refusal), mail));
    }
    if (reply.replayed()) {
      ctx.header(Keys.REPLAYED, "true");
    }
    Json.answer(ctx, new Mail.Whole(Mail.Accepted.of(reply.answer()), mail));
  }
}
