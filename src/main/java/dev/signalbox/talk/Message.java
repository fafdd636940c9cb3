package dev.signalbox.talk;

import java.util.List;

/**
 * What is said in a room, or to one person, before any platform gave it a form.
 *
 * @param spoken everything essential as plain text: for screen readers, notifications and
 *     platforms that show nothing else. It holds other people's text, so it is data as a whole
 */
public record Message(Kind kind, List<Line> lines, List<Button> buttons, String spoken) {

  /** What a message is for, which decides how loud it may be. */
  public enum Kind {
    /** The one message of a task, edited ever after. */
    CARD,
    /** One line in a thread, or in the room for what is no task. */
    LINE,
    /** Calls a person; the only kind that may mention anybody. */
    PING,
    /** The one board of a room: pinned where a platform can, edited ever after. */
    BOARD,
    /** What waits and what was done, for everybody who wants to know. */
    DIGEST,
    /** For one person only, who asked. */
    ANSWER
  }

  /** What a line is, for its form. */
  public enum Role {
    TITLE,
    BODY,
    /** Beside the point: who, where, when. */
    META,
    WARNING,
    /** Somebody's words at length. */
    QUOTE,
    /** What somebody may type. */
    EXAMPLE
  }

  /** One line of text. */
  public record Line(Role role, List<Span> spans) {
    public Line {
      spans = List.copyOf(spans);
    }

    public static Line of(Role role, Span... spans) {
      return new Line(role, List.of(spans));
    }
  }

  /**
   * @throws IllegalArgumentException for a mention outside a ping
   */
  public Message {
    lines = List.copyOf(lines);
    buttons = List.copyOf(buttons);
    if (kind != Kind.PING
        && lines.stream()
            .flatMap(line -> line.spans().stream())
            .anyMatch(span -> span instanceof Span.Mention)) {
      throw new IllegalArgumentException("only a ping mentions anybody: " + spoken);
    }
  }
}
