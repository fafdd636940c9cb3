package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one command of the command line in a process of its own, to its end. */
final class Shell {

  private static final long PATIENCE_S = 60;

  /** How a command ended, and what it said. */
  record Ran(int exit, String out, String err) {}

  private Shell() {}

  /** A process to be, which works in {@code home} and has nothing of ours in its environment. */
  static ProcessBuilder java(Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx256m",
        "-Dfile.encoding=UTF-8",
        "-Dlogback.configurationFile=logback.xml",
        "dev.signalbox.Signalbox"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SIGNALBOX_")
            || name.endsWith("JAVA_OPTIONS")
            || name.equals("JAVA_TOOL_OPTIONS"));
    return builder;
  }

  static Ran run(Path home, String... arguments) throws IOException, InterruptedException {
    return run(home, Map.of(), arguments);
  }

  static Ran run(Path home, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "command", ".out");
    Path err = Files.createTempFile(home, "command", ".err");
    ProcessBuilder builder =
        java(home, arguments).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS))
          .as("%s ends", String.join(" ", arguments))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
