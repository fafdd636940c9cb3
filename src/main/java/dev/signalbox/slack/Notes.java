package dev.signalbox.slack;

import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The few things that only Slack makes necessary to say, to one person. */
final class Notes {

  private Notes() {}

  static Message working() {
    return note(Role.META, "slack.working");
  }

  static Message busy() {
    return note(Role.WARNING, "slack.busy");
  }

  static Message noForm() {
    return note(Role.WARNING, "slack.no_form");
  }

  /** The channel is no team's, and how it becomes one's. */
  static Message noRoom(String channel) {
    String example = Words.text("slack.no_room_example", name -> channel);
    return answer(List.of(
        line(Role.WARNING, Words.raw("slack.no_room")),
        line(Role.BODY, Words.raw("slack.no_room_how")),
        line(Role.EXAMPLE, example)));
  }

  /** A refusal that comes when the form is gone: what was filled in is given back. */
  static Message givenBack(Message refusal, Map<String, String> fields) {
    List<Line> lines = new ArrayList<>(refusal.lines());
    lines.add(line(Role.META, Words.raw("slack.written")));
    fields.values().stream()
        .filter(text -> !text.isBlank())
        .forEach(text -> lines.add(Line.of(Role.QUOTE, new Span.Untrusted(text))));
    return new Message(Kind.ANSWER, lines, refusal.buttons(), refusal.spoken());
  }

  /** Whether an answer says no. */
  static boolean refuses(Message answer) {
    return !answer.lines().isEmpty() && answer.lines().get(0).role() == Role.WARNING;
  }

  /** Why not, without what one could type instead: that is of no use in a form. */
  static String why(Message refusal) {
    String spoken = refusal.spoken();
    int example = spoken.indexOf(" " + Manifest.COMMAND + " ");
    return example < 0 ? spoken : spoken.substring(0, example);
  }

  private static Message note(Role role, String key) {
    return answer(List.of(line(role, Words.raw(key))));
  }

  private static Line line(Role role, String text) {
    return Line.of(role, new Span.Plain(text));
  }

  private static Message answer(List<Line> lines) {
    StringBuilder spoken = new StringBuilder();
    lines.forEach(line -> line.spans().forEach(span -> {
      if (span instanceof Span.Plain plain) {
        spoken.append(spoken.isEmpty() ? "" : " ").append(plain.text());
      }
    }));
    return new Message(Kind.ANSWER, lines, List.of(), spoken.toString());
  }
}
