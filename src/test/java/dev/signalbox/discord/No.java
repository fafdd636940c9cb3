package dev.signalbox.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Discord's no: a status, and a code that says why. */
final class No extends RuntimeException {

  private static final long serialVersionUID = 1;

  static final int UNKNOWN_CHANNEL = 10003;
  static final int UNKNOWN_MEMBER = 10007;
  static final int UNKNOWN_MESSAGE = 10008;
  static final int UNKNOWN_WEBHOOK = 10015;
  static final int UNKNOWN_INTERACTION = 10062;
  static final int ALREADY_ANSWERED = 40060;
  static final int MISSING_ACCESS = 50001;
  static final int MISSING_PERMISSIONS = 50013;
  static final int INVALID_WEBHOOK_TOKEN = 50027;
  static final int INVALID_FORM_BODY = 50035;
  static final int THREAD_ARCHIVED = 50083;
  static final int THREAD_EXISTS = 160004;

  private record Reason(int status, String words) {}

  private static final Map<Integer, Reason> REASONS = Map.ofEntries(
      Map.entry(0, new Reason(401, "401: Unauthorized")),
      Map.entry(UNKNOWN_CHANNEL, new Reason(404, "Unknown Channel")),
      Map.entry(UNKNOWN_MEMBER, new Reason(404, "Unknown Member")),
      Map.entry(UNKNOWN_MESSAGE, new Reason(404, "Unknown Message")),
      Map.entry(UNKNOWN_WEBHOOK, new Reason(404, "Unknown Webhook")),
      Map.entry(UNKNOWN_INTERACTION, new Reason(404, "Unknown interaction")),
      Map.entry(ALREADY_ANSWERED, new Reason(400, "Interaction has already been acknowledged.")),
      Map.entry(MISSING_ACCESS, new Reason(403, "Missing Access")),
      Map.entry(MISSING_PERMISSIONS, new Reason(403, "Missing Permissions")),
      Map.entry(INVALID_WEBHOOK_TOKEN, new Reason(401, "Invalid Webhook Token")),
      Map.entry(INVALID_FORM_BODY, new Reason(400, "Invalid Form Body")),
      Map.entry(THREAD_ARCHIVED, new Reason(400, "Thread is archived")),
      Map.entry(
          THREAD_EXISTS, new Reason(400, "A thread has already been created for this message")));

  final int status;
  private final int code;
  private final transient List<String> wrong;

  /** A code that is not in the table is a 403. */
  No(int code) {
    this(code, List.of());
  }

  No(int code, List<String> wrong) {
    super(code + " " + wrong, null, false, false);
    this.code = code;
    this.wrong = List.copyOf(wrong);
    this.status = reason(code).status();
  }

  private static Reason reason(int code) {
    return REASONS.getOrDefault(code, new Reason(403, "Refused"));
  }

  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance
        .objectNode()
        .put("message", reason(code).words())
        .put("code", code);
    if (!wrong.isEmpty()) {
      ArrayNode errors = body.putObject("errors").putObject("body").putArray("_errors");
      wrong.forEach(one -> errors.addObject().put("code", "JUDGED").put("message", one));
    }
    return body;
  }
}
