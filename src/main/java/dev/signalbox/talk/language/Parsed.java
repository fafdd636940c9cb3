package dev.signalbox.talk.language;

import dev.signalbox.board.Need;
import dev.signalbox.board.TaskId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was understood of what somebody typed. */
public sealed interface Parsed {

  /**
   * A command in good form. Whether what it names exists is not known yet.
   *
   * @param task the task it is about; null for what is about none
   * @param values what was given, by the arguments' names, each in the form of its type
   */
  record Ask(Verb verb, @Nullable TaskId task, Map<String, String> values) implements Parsed {

    public Ask {
      values = Map.copyOf(values);
    }

    public Optional<String> given(String name) {
      return Optional.ofNullable(values.get(name));
    }

    /** What was given, or empty. */
    public String text(String name) {
      return values.getOrDefault(name, "");
    }

    /** Comma-separated names; empty where none were given. */
    public List<String> names(String name) {
      return parts(text(name), ",").toList();
    }

    public List<Need> needs(String name) {
      return names(name).stream().map(Need::parse).flatMap(Optional::stream).toList();
    }

    public List<TaskId> tasks(String name) {
      return names(name).stream().map(TaskId::parse).flatMap(Optional::stream).toList();
    }

    /** Sentences, parted by semicolons or lines. */
    public List<String> items(String name) {
      return parts(text(name), "[;\n]").toList();
    }

    public Optional<Duration> duration(String name) {
      return given(name).flatMap(Ask::length);
    }

    /** Nine digits: even as days far from any overflow of a date. */
    static Optional<Duration> length(String text) {
      if (!text.matches("[0-9]{1,9}[mhd]")) {
        return Optional.empty();
      }
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      return Optional.of(
          switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          });
    }

    static Stream<String> parts(String list, String mark) {
      return Arrays.stream(list.split(mark, -1)).map(String::strip).filter(p -> !p.isEmpty());
    }
  }

  /**
   * Not understood, and how it is meant to be.
   *
   * @param key the sentence to say, in the words
   * @param named what it names
   * @param verb the command that was meant, as far as known
   */
  record Problem(
      String key, Map<String, String> named, @Nullable Verb verb) implements Parsed {

    /** The key for a task that was not named: the answer then offers some. */
    public static final String NO_ID = "problem.no_id";

    public Problem {
      named = Map.copyOf(named);
    }
  }
}
