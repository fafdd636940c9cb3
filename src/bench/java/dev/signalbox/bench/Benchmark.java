package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the server that lies packed beside it, chapter by chapter. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a Signalbox: prints a table and writes it as JSON.")
public final class Benchmark implements Callable<Integer> {

  private static final List<Chapter> CHAPTERS = List.of(
      new StartChapter(),
      new SpeedChapter(),
      new ResourcesChapter(),
      new WatchersChapter(),
      new SteadyChapter(),
      new OverloadChapter(),
      new FullChapter());

  @Option(names = "--release", required = true, description = "The packed release to measure.")
  private Path release = Path.of("");

  @Option(names = "--home", required = true, description = "Where to work; about 1 GB is needed.")
  private Path home = Path.of("");

  @Option(
      names = "--only",
      split = ",",
      description =
          "Only these chapters: start, speed, resources, watchers, steady, overload, full.")
  private List<String> only = List.of();

  @Option(
      names = "--scale",
      defaultValue = "1",
      description = "How much of it; below 1 it is quicker, and the goals say nothing.")
  private double scale = 1;

  private Benchmark() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmark()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(home);
    Machine machine = Machine.here(home);
    System.out.println(machine);
    Stage stage = new Stage(unpacked(), home.toAbsolutePath(), scale);
    for (Chapter chapter : CHAPTERS) {
      if (only.isEmpty() || only.contains(chapter.name())) {
        stage.begin(chapter);
        chapter.measure(stage);
      }
    }
    System.out.println();
    System.out.println(machine);
    System.out.print(Table.of(stage.figures()));
    Path json = home.resolve("bench.json");
    Report.write(json, machine, scale, stage.figures());
    System.out.println("Written to " + json + ".");
    return 0;
  }

  /** The folder in the archive, newly unpacked. */
  private Path unpacked() throws IOException, InterruptedException {
    Path folder = Stage.emptied(home.resolve("release"));
    Files.createDirectories(folder);
    Process tar = new ProcessBuilder(
            "tar", "xzf", release.toString(), "-C", folder.toString(), "--strip-components=1")
        .inheritIO()
        .start();
    if (tar.waitFor() != 0) {
      throw new IllegalStateException("could not unpack " + release);
    }
    return folder.toAbsolutePath();
  }
}
