package dev.signalbox.talk.dialect;

import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The few things that only a platform makes necessary to say, to one person. */
public final class Notes {

  private Notes() {}

  public static Message working() {
    return note(Role.META, "chat.working");
  }

  public static Message busy() {
    return note(Role.WARNING, "chat.busy");
  }

  public static Message noForm(Platform platform) {
    return answer(List.of(line(Role.WARNING, Words.text("chat.no_form", name -> platform.name()))));
  }

  /** The channel is no team's, and how it becomes one's. */
  public static Message noRoom(Platform platform, String channel) {
    String example = Words.text("chat.no_room_example", name -> platform.room(channel));
    return answer(List.of(
        line(Role.WARNING, Words.raw("chat.no_room")),
        line(Role.BODY, Words.raw("chat.no_room_how")),
        line(Role.EXAMPLE, example)));
  }

  /** A refusal that comes when the form is gone: what was filled in is given back. */
  public static Message givenBack(Message refusal, Map<String, String> fields) {
    List<Line> lines = new ArrayList<>(refusal.lines());
    lines.add(line(Role.META, Words.raw("chat.written")));
    fields.values().stream()
        .filter(text -> !text.isBlank())
        .forEach(text -> lines.add(Line.of(Role.QUOTE, new Span.Untrusted(text))));
    return new Message(Kind.ANSWER, lines, refusal.buttons(), refusal.spoken());
  }

  /** Whether an answer says no. */
  public static boolean refuses(Message answer) {
    return !answer.lines().isEmpty() && answer.lines().get(0).role() == Role.WARNING;
  }

  /** Why not, without what one could type instead: that is of no use in a form. */
  public static String why(Message refusal) {
    String spoken = refusal.spoken();
    int example = spoken.indexOf(" " + Spelling.PROMPT + " ");
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
