package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Problem.Advice;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every refusal there is, as the description shows it: when it comes, a request that meets it, and
 * what is answered. One without a request is met only when the server is in trouble.
 */
@SuppressWarnings("ImmutableEnumChecker") // Records of what never changes.
enum RefusalExample {
  BAD_JSON(
      problem(400, "The body is not the JSON expected.", Advice.FIX),
      "The body is no JSON object.",
      post("{'type':'next'")),
  UNKNOWN_FIELD(
      problem(400, "There is no such field.", Advice.FIX),
      "The verb has no such field.",
      post("{'type':'next','state':'done'}")),
  BAD_VALUE(Code.BAD_VALUE, "A field says what may not be.", post("{'type':'next','wait':51}")),
  INVALID_TEXT(
      Code.INVALID_TEXT,
      "A text cannot be shown honestly.",
      post("{'type':'new','title':'x\\u202ey'}")),
  BAD_TOKEN(
      problem(401, "The token is missing or not valid.", Advice.ASK_PERSON),
      "The token is unknown, revoked or rotated away.",
      new Sent("POST", "/v1/webhook", Map.of("Authorization", "Bearer sbx_no"), "{}")),
  BAD_SIGNATURE(
      problem(401, "The signature is missing or not valid.", Advice.ASK_PERSON),
      "No secret of the address signed this id, time and body.",
      new Sent(
          "POST",
          "/v1/webhook/0123456789abcdef",
          Map.of(
              Signatures.ID,
              "msg_1",
              Signatures.TIMESTAMP,
              "1893488400",
              Signatures.SIGNATURE,
              "v1,AAAA"),
          "{\"type\":\"next\"}")),
  IDENTITY_MISMATCH(
      problem(403, "The token alone says who is calling.", Advice.FIX),
      "The body names another agent.",
      post("{'type':'next','agent':'kai'}")),
  NOT_ALLOWED(Code.NOT_ALLOWED, "The agent was removed a moment ago."),
  BAD_ORIGIN(
      problem(403, "Other sites may not call this server.", Advice.STOP),
      "A page of another site sent it.",
      new Sent("POST", "/v1/webhook", Map.of("Origin", "https://evil.example"), "{}")),
  NOT_FOUND(
      Code.NOT_FOUND,
      "There is no such task in this team.",
      post("{'type':'claim','task':'T-99'}")),
  METHOD_NOT_ALLOWED(
      problem(405, "That method does not work here.", Advice.FIX),
      "The address knows other methods.",
      new Sent("DELETE", "/v1/webhook", Map.of(), "")),
  TOO_SLOW(
      problem(408, "The request did not arrive in time.", Advice.RETRY),
      "The body took longer than 10 s."),
  SELF_REVIEW(
      Code.SELF_REVIEW,
      "The agent held the task it would review.",
      post("{'type':'pass','task':'T-1','epoch':1}")),
  STALE_CLAIM(
      Code.STALE_CLAIM,
      "The hold of that epoch has ended.",
      post("{'type':'submit','task':'T-1','epoch':7,'note':'Done.'}")),
  ILLEGAL_MOVE(Code.ILLEGAL_MOVE, "The task is in review.", post("{'type':'claim','task':'T-1'}")),
  WRONG_LANE(
      Code.WRONG_LANE, "The task is in another lane.", post("{'type':'claim','task':'T-1'}")),
  HELD_BY_ANOTHER(
      Code.HELD_BY_ANOTHER, "Another agent holds it.", post("{'type':'claim','task':'T-1'}")),
  BLOCKED_BY_DEPENDENCY(
      Code.BLOCKED_BY_DEPENDENCY,
      "What it comes after is not done.",
      post("{'type':'claim','task':'T-2'}")),
  PAUSED(Code.PAUSED, "The team is paused.", post("{'type':'claim','task':'T-1','queue':false}")),
  WIP_FULL(
      Code.WIP_FULL,
      "Every slot is taken, and no place in line is wanted.",
      post("{'type':'claim','task':'T-2','queue':false}")),
  NO_HOLD(
      Code.NO_HOLD,
      "The agent holds no task or review.",
      post("{'type':'acquire','resources':{'staging':1}}")),
  WOULD_DEADLOCK(
      Code.WOULD_DEADLOCK,
      "Whoever has it waits for the agent itself.",
      post("{'type':'acquire','resources':{'staging':1}}")),
  NEVER_SATISFIABLE(
      Code.NEVER_SATISFIABLE,
      "There are not so many units at all.",
      post("{'type':'acquire','resources':{'staging':2}}")),
  TOO_LARGE(
      problem(413, "The body is too large.", Advice.FIX),
      "The body is above 256 kB.",
      new Sent("POST", "/v1/webhook", Map.of("Content-Length", "300000"), "")),
  UNSUPPORTED(
      problem(415, "The body must not be compressed.", Advice.FIX),
      "The body is compressed.",
      new Sent("POST", "/v1/webhook", Map.of("Content-Encoding", "gzip"), "{}")),
  BAD_HOST(
      problem(421, "This server does not answer for that host.", Advice.FIX),
      "The server was called by a name it does not know.",
      new Sent("POST", "/v1/webhook", Map.of("Host", "evil.example"), "{}")),
  TOO_MANY(
      Code.TOO_MANY,
      "A task comes after 50 others at most.",
      post("{'type':'new','title':'One more','after':["
          + String.join(",", Collections.nCopies(51, "'T-1'")) + "]}")),
  UNKNOWN_DEPENDENCY(
      Code.UNKNOWN_DEPENDENCY,
      "A task it would come after is not there.",
      post("{'type':'new','title':'One more','after':['T-99']}")),
  CYCLE(
      Code.CYCLE,
      "It would wait for itself.",
      post("{'type':'release','task':'T-1','epoch':1,'note':'Later.','after':['T-1']}")),
  KEY_REUSED(
      Code.KEY_REUSED,
      "The key was used for another command.",
      new Sent(
          "POST",
          "/v1/webhook",
          Map.of(Keys.HEADER, "job-17"),
          "{\"type\":\"new\",\"title\":\"One more\"}")),
  OVER_QUOTA(
      problem(429, "You ask too often.", Advice.RETRY),
      "The agent has used up its requests.",
      post("{'type':'next'}")),
  INTERNAL(Code.INTERNAL, "Something went wrong in the server."),
  OVERLOADED(Code.OVERLOADED, "Too much is waiting at the moment."),
  SHUTTING_DOWN(Code.SHUTTING_DOWN, "The server is stopping.", post("{'type':'next'}")),
  STORAGE_LOCKED(
      Code.STORAGE_LOCKED,
      "Another process locks the database.",
      new Sent("GET", "/v1/board", Map.of(), "")),
  STORAGE_FULL(Code.STORAGE_FULL, "The disk is full.");

  /** A request that meets it; a token goes with it unless it has a header for one. */
  record Sent(String method, String path, Map<String, String> headers, String body) {}

  /** What all refusals of one kind have in common. */
  private record Kind(int status, String title, Advice advice) {}

  private final Kind kind;
  private final String when;
  private final @Nullable Sent sent;

  RefusalExample(Kind kind, String when, @Nullable Sent sent) {
    this.kind = kind;
    this.when = when;
    this.sent = sent;
  }

  RefusalExample(Kind kind, String when) {
    this(kind, when, null);
  }

  RefusalExample(Code code, String when, @Nullable Sent sent) {
    this(of(Refused.problem(Refusal.of(code, when))), when, sent);
  }

  RefusalExample(Code code, String when) {
    this(code, when, null);
  }

  private static Kind problem(int status, String title, Advice advice) {
    return new Kind(status, title, advice);
  }

  private static Kind of(Problem problem) {
    return new Kind(problem.status(), problem.title(), problem.advice());
  }

  private static Sent post(String body) {
    return new Sent("POST", "/v1/webhook", Map.of(), body.replace('\'', '"'));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  int status() {
    return kind.status();
  }

  Optional<Sent> sent() {
    return Optional.ofNullable(sent);
  }

  /** As OpenAPI has an example; the request is an extension of ours. */
  ObjectNode described() {
    ObjectNode example = Json.object().put("summary", when);
    example
        .putObject("value")
        .put("type", Problem.type(code()))
        .put("title", kind.title())
        .put("status", kind.status())
        .put("code", code())
        .put("do", kind.advice().name().toLowerCase(Locale.ROOT));
    if (sent != null) {
      ObjectNode request = example.putObject("x-request");
      request.put("method", sent.method()).put("path", sent.path());
      ObjectNode headers = request.putObject("headers");
      sent.headers().keySet().stream()
          .sorted()
          .forEach(h -> headers.put(h, sent.headers().get(h)));
      request.put("body", sent.body());
    }
    return example;
  }
}
