package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a chapter is measured: it gives servers and takes figures. */
final class Stage {

  /** One team whose limits nobody meets, of agents that are not soon thought lost. */
  static final String TEAM = """
      server:
        requests: {rate: 10000, burst: 10000}
      teams:
        main:
          owner: you
          people:
            you: {role: admin}
          wip: 1000
          beat: 60s
          first_beat: 1h
          quiet_after: 1h
          lost_after: 2h
          review_within: 2h
          review_limit: 100
          lanes:
            build: {review_by: any}
      """;

  private final Path release;
  private final Path home;
  private final double scale;
  private final List<Figure> figures = new ArrayList<>();
  private String chapter = "";

  /**
   * Sets the stage.
   *
   * @param release the unpacked release
   * @param home where servers keep their data; what lay there is deleted
   * @param scale 1 for what the goals are about; less is quicker, and says less
   */
  Stage(Path release, Path home, double scale) {
    this.release = release;
    this.home = home;
    this.scale = scale;
  }

  void begin(Chapter next) {
    chapter = next.name();
    System.out.println("-- " + chapter);
  }

  /** So many at full scale. */
  int scaled(int number) {
    return Math.max(1, (int) Math.round(number * scale));
  }

  /** A server on an empty folder of its own. */
  Served fresh(String yaml) {
    return again(emptied(chapter), yaml);
  }

  /** A folder in which nothing is. */
  Path emptied(String name) {
    return emptied(home.resolve(name));
  }

  static Path emptied(Path folder) {
    delete(folder);
    return folder;
  }

  /** A server on data that are there. */
  Served again(Path data, String yaml) {
    return Served.start(release, data, yaml);
  }

  void figure(String name, double value, String unit, Goal goal) {
    Figure figure = new Figure(chapter, name, value, unit, goal);
    figures.add(figure);
    System.out.println("   " + Table.line(figure));
  }

  void count(String name, long value, Goal goal) {
    figure(name, (double) value, "", goal);
  }

  /** For whoever wants to know more. */
  void note(Object text) {
    text.toString().lines().forEach(line -> System.out.println("     " + line));
  }

  /** What must be so whatever the speed. */
  void check(boolean so, String what) {
    if (!so) {
      throw new IllegalStateException("not correct: " + what);
    }
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not empty " + folder, e);
    }
  }
}
