package dev.signalbox.discord;

import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.language.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lines as Discord's Markdown. Every text is escaped, ours and others', so that the only marks are
 * those that are made here. Not thread-safe.
 */
final class Markdown implements Span.Match<Markdown> {

  /**
   * What is around the text.
   *
   * @param people the user id of somebody who is called; empty for who is only named
   * @param time Discord's letter for how a time is shown
   * @param point likewise behind a word such as "since", where "5 minutes ago" would be no sentence
   */
  record Frame(Function<PersonId, Optional<String>> people, char time, char point) {}

  /** The time alone, for what stands where it happened. */
  static final char TIME = 't';

  /** How long ago; it goes on by itself, in the reader's words. */
  static final char AGO = 'R';

  /** The day and the time. */
  static final char DAY = 'f';

  private static final Set<String> BEFORE_POINTS =
      Set.of(Words.raw("time.before_point").split(" ", -1));

  private static final String MARKS = "\\*_~`|[]<>";

  /** Before a colon they begin a link. */
  private static final List<String> SCHEMES = List.of("http", "https", "steam", "discord");

  /** Characters of a link's label, and of an address that is still made one. */
  private static final int LABEL = 100;

  private static final int URL = 500;

  private final StringBuilder out = new StringBuilder();
  private final Frame frame;
  private final Role role;
  private int left = Limits.LINE;

  private Markdown(Role role, Frame frame) {
    this.role = role;
    this.frame = frame;
  }

  /** One line, cut where it is too long. A line of nothing is empty. */
  static String of(Line line, Frame frame) {
    Markdown text = new Markdown(line.role(), frame);
    line.spans().forEach(span -> span.match(text));
    String written = text.out.toString().strip();
    if (written.isEmpty()) {
      return "";
    }
    return switch (line.role()) {
      case TITLE -> "**" + oneLine(written) + "**";
      case META -> "-# " + oneLine(written);
      case QUOTE -> "> " + written.replace("\n", "\n> ");
      case EXAMPLE -> written.indexOf('\n') < 0 ? "`" + written + "`" : "```\n" + written + "\n```";
      case BODY, WARNING -> written;
    };
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }

  /** As much of a text as still fits, with "…" for what does not. */
  private Markdown text(String text) {
    for (int code : text.codePoints().toArray()) {
      String next = written(code);
      if (left < next.length() + 1) {
        if (left > 0) {
          out.append('…');
          left = 0;
        }
        return this;
      }
      out.append(next);
      left -= next.length();
    }
    return this;
  }

  private String written(int code) {
    String plain = Character.toString(code);
    if (role == Role.EXAMPLE) {
      return code == '`' ? "ˋ" : plain;
    }
    return MARKS.indexOf(code) >= 0 || startsSomething(code) ? "\\" + plain : plain;
  }

  /** What would begin a heading, a list, small print, or a link without marks. */
  private boolean startsSomething(int code) {
    return switch (code) {
      case '#', '-', '+' -> before().isEmpty();
      case '.' -> before().matches("[0-9]+");
      case ':' -> SCHEMES.stream().anyMatch(this::follows);
      default -> false;
    };
  }

  /** What stands before it in its line. */
  private String before() {
    return out.substring(out.lastIndexOf("\n") + 1).strip();
  }

  private boolean follows(String word) {
    int from = out.length() - word.length();
    return from >= 0 && out.substring(from).equalsIgnoreCase(word);
  }

  @Override
  public Markdown plain(Span.Plain span) {
    return text(span.text());
  }

  @Override
  public Markdown strong(Span.Strong span) {
    return role == Role.TITLE || role == Role.EXAMPLE
        ? text(span.text())
        : around("**", span.text());
  }

  private Markdown around(String mark, String text) {
    if (left <= 2 * mark.length() + 1) {
      return this;
    }
    left -= 2 * mark.length();
    out.append(mark);
    text(text);
    out.append(mark);
    return this;
  }

  @Override
  public Markdown untrusted(Span.Untrusted span) {
    return text(SafeText.tame(span.text()));
  }

  /** Somebody without a Discord id is named, so that a ping says whom it is for. */
  @Override
  public Markdown mention(Span.Mention span) {
    Optional<String> user = frame.people().apply(span.person());
    if (role == Role.EXAMPLE || user.isEmpty()) {
      return text("@" + span.person());
    }
    return raw("<@" + user.get() + ">");
  }

  @Override
  public Markdown link(Span.Link span) {
    String label = SafeText.cut(SafeText.tame(span.label()).replace('\n', ' '), LABEL);
    boolean marked = role != Role.EXAMPLE && span.url().length() <= URL;
    if (!marked || left < 2 * LABEL + URL) {
      return text(label);
    }
    raw("[");
    text(label);
    return raw("](<" + span.url().replace("\\", "%5C") + ">)");
  }

  @Override
  public Markdown when(Span.When span) {
    char style = BEFORE_POINTS.contains(lastWord()) ? frame.point() : frame.time();
    return raw("<t:" + span.at().getEpochSecond() + ":" + style + ">");
  }

  private String lastWord() {
    String before = out.toString().stripTrailing();
    return before.substring(before.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
  }

  private Markdown raw(String mark) {
    if (left > mark.length()) {
      out.append(mark);
      left -= mark.length();
    }
    return this;
  }

  @Override
  public Markdown awaited(Span.Awaited span) {
    return text(Words.text("agent.awaited", name -> SafeText.tame(span.agent().name())));
  }

  @Override
  public Markdown state(Span.State span) {
    String sign = span.sign().glyph();
    return text(
        span.bare() ? sign : sign + " " + Words.raw("state." + span.sign().word()));
  }
}
