package dev.signalbox.talk;

import dev.signalbox.talk.language.Words;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Messages as a person reads them, in plain text. */
public final class Shown {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private Shown() {}

  public static String text(Message message) {
    return lines(message.lines());
  }

  public static String lines(List<Message.Line> lines) {
    return lines.stream().map(Shown::line).collect(Collectors.joining("\n"));
  }

  private static String line(Message.Line line) {
    return line.spans().stream().map(span -> span.match(new Read())).collect(Collectors.joining());
  }

  /** The labels of the buttons, in order. */
  public static List<String> buttons(Message message) {
    return message.buttons().stream().map(Button::label).toList();
  }

  public static Button button(Message message, String label) {
    return message.buttons().stream()
        .filter(button -> button.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + label + " in " + buttons(message)));
  }

  private static final class Read implements Span.Match<String> {
    @Override
    public String plain(Span.Plain span) {
      return span.text();
    }

    @Override
    public String strong(Span.Strong span) {
      return span.text();
    }

    @Override
    public String untrusted(Span.Untrusted span) {
      return span.text();
    }

    @Override
    public String mention(Span.Mention span) {
      return "@" + span.person();
    }

    @Override
    public String link(Span.Link span) {
      return "<" + span.label() + ">";
    }

    @Override
    public String when(Span.When span) {
      return CLOCK.format(span.at());
    }

    @Override
    public String awaited(Span.Awaited span) {
      return "waiting for " + span.agent() + "…";
    }

    @Override
    public String state(Span.State span) {
      return span.bare()
          ? span.sign().glyph()
          : span.sign().glyph() + " " + Words.raw("state." + span.sign().word());
    }
  }
}
