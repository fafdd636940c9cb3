package dev.signalbox.talk;

import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A message in the making. Not thread-safe. */
final class Draft {

  private final Message.Kind kind;
  private final ZoneId zone;
  private final List<Line> lines = new ArrayList<>();
  private final List<Button> buttons = new ArrayList<>();

  Draft(Message.Kind kind, ZoneId zone) {
    this.kind = kind;
    this.zone = zone;
  }

  /** Adds one of our sentences. */
  Draft say(Role role, String key, Object... named) {
    return line(role, Say.spans(key, named));
  }

  Draft line(Role role, List<Span> spans) {
    lines.add(new Line(role, spans));
    return this;
  }

  boolean empty() {
    return lines.isEmpty();
  }

  /** Adds somebody's words, line by line as they wrote them. */
  Draft quote(String text) {
    text.strip().lines().forEach(line -> line(Role.QUOTE, List.of(Say.untrusted(line))));
    return this;
  }

  Draft button(Button button) {
    buttons.add(button);
    return this;
  }

  /** Finishes, with a sentence of its own to be read aloud. */
  Message spoken(String key, Object... named) {
    return new Message(kind, lines, buttons, Say.aloud(Say.spans(key, named), zone));
  }

  /** Finishes; what is written is what is read aloud. */
  Message asWritten() {
    String spoken =
        lines.stream().map(line -> Say.aloud(line.spans(), zone)).collect(Collectors.joining(" "));
    return new Message(kind, lines, buttons, spoken);
  }
}
