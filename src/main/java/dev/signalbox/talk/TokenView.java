package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A new token, for the one who asked and this once: never posted, never stored, not in what is read
 * aloud or shown by the system.
 */
final class TokenView {

  private TokenView() {}

  /**
   * @param added whether the agent is new here; else it has one more token
   * @param url where agents reach the server
   * @param now the first sign of life after this is waited for
   */
  static Message of(
      AgentId agent, boolean added, Offices.Issued issued, String url, Instant now, ZoneId zone) {
    String token = String.valueOf(issued.token());
    Instant olderEnd = issued.olderEnd();
    Draft draft = new Draft(Kind.ANSWER, zone);
    draft.say(Role.TITLE, added ? "token.added" : "token.rotated", "agent", agent);
    if (!added) {
      if (olderEnd == null) {
        draft.say(Role.META, "token.older_stay");
      } else {
        draft.say(Role.META, "token.older_end", "at", olderEnd);
      }
    }
    draft.say(Role.BODY, "token.once");
    draft.line(Role.EXAMPLE, List.of(Say.plain(token)));
    draft.say(Role.BODY, "token.try");
    draft.line(Role.EXAMPLE, List.of(Say.plain(heartbeat(url, token))));
    draft.line(Role.META, List.of(new Span.Awaited(agent, now)));
    return draft.spoken(added ? "token.added" : "token.rotated", "agent", agent);
  }

  /** Four lines that work as they are in any shell. */
  private static String heartbeat(String url, String token) {
    return String.join(
        " \\\n",
        "curl -s " + url + "/v1/webhook",
        "  -H 'Authorization: Bearer " + token + "'",
        "  -H 'Content-Type: application/json'",
        "  -d '{\"type\":\"heartbeat\"}'");
  }
}
