package dev.signalbox.board;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A task's short name, such as {@code T-41}. Numbers start at 1 and are never reused in a team. */
public record TaskId(int number) implements Comparable<TaskId> {

  static final int NUMBER_MAX = 9_999_999;
  private static final Pattern FORM = Pattern.compile("[Tt]-?([1-9][0-9]{0,6})");

  public TaskId {
    if (number < 1 || number > NUMBER_MAX) {
      throw new IllegalArgumentException("task number must be 1.." + NUMBER_MAX + ": " + number);
    }
  }

  /**
   * Reads what a person typed: {@code T-41}, {@code t-41} or {@code T41}.
   *
   * @return empty when the text is no task id; mistyping is ordinary, so it is not an exception
   */
  public static Optional<TaskId> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    return form.matches()
        ? Optional.of(new TaskId(Integer.parseInt(form.group(1))))
        : Optional.empty();
  }

  @Override
  public int compareTo(TaskId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "T-" + number;
  }
}
