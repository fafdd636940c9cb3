package dev.signalbox.settings;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is wrong with one file, so that it is told at once. */
final class Problems {

  private static final int TOLD_MAX = 100;

  private record Problem(int line, String text) {}

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();

  /**
   * @param file how the messages name the file; empty where there is none to name
   */
  Problems(String file) {
    this.file = file;
  }

  /**
   * The same problem on the same line counts once.
   *
   * @param line from 1; 0 where no line is to blame
   * @param key its full path; empty where no key is to blame
   */
  void add(int line, String key, String text) {
    found.add(new Problem(line, key.isEmpty() ? text : key + ": " + text));
  }

  /** The same, and nothing else can be read. */
  SettingsException fatal(int line, String text) {
    add(line, "", text);
    return exception();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  private SettingsException exception() {
    Stream<String> told = found.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .limit(TOLD_MAX)
        .map(this::print);
    Stream<String> rest = found.size() > TOLD_MAX
        ? Stream.of(file + ": and " + (found.size() - TOLD_MAX) + " more problems")
        : Stream.empty();
    return new SettingsException(Stream.concat(told, rest).collect(Collectors.joining("\n")));
  }

  private String print(Problem problem) {
    if (file.isEmpty()) {
      return problem.text();
    }
    String where = problem.line() == 0 ? file : file + ":" + problem.line();
    return where + ": " + problem.text();
  }
}
