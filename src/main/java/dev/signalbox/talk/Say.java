package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Task;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Fills our sentences: whatever somebody else wrote becomes untrusted on its way in. */
final class Say {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Say() {}

  /**
   * A sentence with its names filled in.
   *
   * @param named name, value, name, value, …; a text counts as our own words
   */
  static List<Span> spans(String key, Object... named) {
    List<Span> spans = new ArrayList<>();
    for (Words.Part part : Words.parts(key)) {
      spans.addAll(part.named() ? filled(key, part.text(), named) : List.of(plain(part.text())));
    }
    return spans;
  }

  private static List<Span> filled(String key, String name, Object... named) {
    for (int i = 0; i < named.length; i += 2) {
      if (name.equals(named[i])) {
        return spansOf(named[i + 1]);
      }
    }
    throw new IllegalStateException(key + " needs {" + name + "}");
  }

  private static List<Span> spansOf(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMap(one -> spansOf(one).stream()).toList();
    }
    return List.of(spanOf(value));
  }

  private static Span spanOf(Object value) {
    if (value instanceof Span span) {
      return span;
    }
    if (value instanceof Actor actor) {
      return new Span.Untrusted(name(actor));
    }
    if (value instanceof AgentId || value instanceof PersonId || value instanceof LaneId) {
      return new Span.Untrusted(value.toString());
    }
    if (value instanceof Instant at) {
      return new Span.When(at);
    }
    return plain(value instanceof Duration time ? duration(time) : value.toString());
  }

  static String name(Actor actor) {
    return switch (actor.kind()) {
      case AGENT, PERSON -> actor.name();
      case OPERATOR -> Words.raw("name.operator");
      case SCHEDULE -> Words.raw("name.schedule");
      case SYSTEM -> Words.raw("name.system");
    };
  }

  static Span plain(String text) {
    return new Span.Plain(text);
  }

  static Span untrusted(String text) {
    return new Span.Untrusted(text);
  }

  /** Somebody's words, cut to a length that fits a line. */
  static Span quote(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    int length = line.codePointCount(0, line.length());
    return untrusted(
        length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…");
  }

  /** Id and title, as a task is always named. */
  static List<Span> named(Task task) {
    return List.of(new Span.Strong(task.id().toString()), plain(" "), untrusted(task.title()));
  }

  /** A link where the address may be one, else its text. */
  static Span link(String url) {
    String label = url.replaceFirst("^https?://", "");
    Span.Untrusted shown = (Span.Untrusted) quote(label, 60);
    return Span.Link.web(url) ? new Span.Link(url, shown.text()) : shown;
  }

  /** Several pieces in one line, parted by dots. */
  static List<Span> joined(List<List<Span>> pieces) {
    return joined(pieces, " · ");
  }

  static List<Span> joined(List<List<Span>> pieces, String mark) {
    List<Span> all = new ArrayList<>();
    for (List<Span> piece : pieces) {
      if (!all.isEmpty()) {
        all.add(plain(mark));
      }
      all.addAll(piece);
    }
    return all;
  }

  /** Ids or names, parted by commas. */
  static List<Span> list(List<?> names) {
    return joined(names.stream().map(Say::spansOf).toList(), ", ");
  }

  /** A time in words, in its two largest units. */
  static String duration(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return unit(seconds, "unit.second");
    }
    if (seconds < 3_600) {
      return unit(seconds / 60, "unit.minute");
    }
    return seconds < 86_400
        ? two(seconds / 3_600, "unit.hour", seconds / 60 % 60, "unit.minute_of_hour")
        : two(seconds / 86_400, "unit.day", seconds / 3_600 % 24, "unit.hour");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return unit(large, largeUnit) + (small == 0 ? "" : " " + unit(small, smallUnit));
  }

  private static String unit(long number, String key) {
    boolean clock = key.equals("unit.minute_of_hour");
    return Words.text(key, name -> (clock && number < 10 ? "0" : "") + number);
  }

  /** What is read aloud: plain text, times in that zone. */
  static String aloud(List<Span> spans, ZoneId zone) {
    return spans.stream()
        .map(span -> span.match(new Aloud(zone)))
        .collect(Collectors.joining())
        .strip();
  }

  static String aloud(ZoneId zone, Message.Line... lines) {
    return Arrays.stream(lines)
        .map(line -> aloud(line.spans(), zone))
        .collect(Collectors.joining(" "));
  }

  /** How each kind of span is read aloud. */
  private record Aloud(ZoneId zone) implements Span.Match<String> {

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
      return span.label();
    }

    @Override
    public String when(Span.When span) {
      return CLOCK.format(span.at().atZone(zone));
    }

    @Override
    public String awaited(Span.Awaited span) {
      return Words.text("agent.awaited", name -> span.agent().name());
    }

    @Override
    public String state(Span.State span) {
      return span.bare() ? "" : Words.raw("state." + span.sign().word());
    }
  }
}
