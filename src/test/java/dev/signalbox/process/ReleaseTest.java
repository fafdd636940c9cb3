package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.Shell.Ran;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive, unpacked as anybody would and run by its own script. {@code mvn verify} comes here
 * after it is packed; {@code mvn -DskipTests package} packs it.
 */
@Tag("process")
@Tag("release")
@Timeout(300)
class ReleaseTest {

  private static final Path BUILT = Path.of(System.getProperty("signalbox.build.dir", "target"));

  @TempDir
  static Path folder;

  private static Path home;

  @TempDir
  Path work;

  @BeforeAll
  static void unpack() throws Exception {
    List<Path> archives;
    try (Stream<Path> files = Files.isDirectory(BUILT) ? Files.list(BUILT) : Stream.empty()) {
      archives = files
          .filter(file -> file.getFileName().toString().matches("signalbox-.*\\.tar\\.gz"))
          .toList();
    }
    assertThat(archives).as("the archive in %s, of mvn package", BUILT).hasSize(1);
    Process tar = new ProcessBuilder(
            "tar", "-xzf", archives.get(0).toString(), "-C", folder.toString())
        .inheritIO()
        .start();
    assertThat(tar.waitFor()).isZero();
    try (Stream<Path> unpacked = Files.list(folder)) {
      home = unpacked.toList().get(0);
    }
  }

  @Test
  void it_holds_what_one_needs_and_nothing_else() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !n.equals("cache")))
          .containsExactlyInAnyOrder(
              "signalbox.jar",
              "lib",
              "bin",
              "config",
              "manifests",
              "LICENSE",
              "README.md",
              "CHANGELOG.md");
    }
    assertThat(Files.isExecutable(home.resolve("bin/signalbox"))).isTrue();
    assertThat(home.resolve("manifests/systemd/signalbox.service")).exists();
    try (Stream<Path> libraries = Files.list(home.resolve("lib"))) {
      assertThat(libraries.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("sqlite-jdbc-"))
          .noneMatch(name -> name.matches("(junit|mockito|assertj|signalbox).*"));
    }
  }

  @Test
  void it_says_its_version_from_anywhere_and_through_a_link() throws Exception {
    Ran version = run(Map.of(), "version");
    assertThat(version.exit()).as("%s", version).isEqualTo(0);
    assertThat(version.out()).matches("signalbox " + version() + ", Java \\d+.*\\R");
    assertThat(version.err()).isEmpty();
    Path link = work.resolve("sbx");
    Files.createSymbolicLink(link, home.resolve("bin/signalbox"));
    assertThat(run(link, Map.of(), "version").out()).isEqualTo(version.out());
    Files.delete(link);
  }

  private static String version() {
    return home.getFileName().toString().substring("signalbox-".length());
  }

  @Test
  void an_old_or_missing_java_is_named() throws Exception {
    Path old = Files.createDirectories(work.resolve("jdk/bin")).resolve("java");
    Files.write(old, List.of("#!/bin/sh", "echo 'openjdk version \"11.0.2\"' >&2"));
    assertThat(old.toFile().setExecutable(true)).isTrue();
    Ran eleven = run(Map.of("SIGNALBOX_JAVA", old.toString()), "version");
    assertThat(eleven.exit()).as("%s", eleven).isEqualTo(69);
    assertThat(eleven.err()).contains(old + " is Java 11. Name one of 17 or later");
    Ran none = run(Map.of("SIGNALBOX_JAVA", work.resolve("nowhere").toString()), "version");
    assertThat(none.exit()).as("%s", none).isEqualTo(69);
  }

  @Test
  void its_options_may_be_others() throws Exception {
    Ran odd = run(Map.of("SIGNALBOX_JAVA_OPTS", "-XX:+UseSerialGC -Xmx1k"), "version");
    assertThat(odd.exit()).as("%s", odd).isEqualTo(1);
    Ran other = run(Map.of("SIGNALBOX_JAVA_OPTS", "-XX:+UseG1GC -Xmx300m"), "version");
    assertThat(other.exit()).as("%s", other).isEqualTo(0);
    assertThat(other.err()).isEmpty();
  }

  @Test
  void the_demo_runs_and_leaves_an_archive_of_classes_with_which_all_is_the_same()
      throws Exception {
    Ran demo = run(Map.of(), "demo", "--headless", "--speed", "20");
    assertThat(demo.exit()).as("%s", demo).isEqualTo(0);
    assertThat(demo.out()).contains("Tasks shipped                    10");
    assertThat(demo.err()).isEmpty();
    Path archive;
    try (Stream<Path> cached = Files.list(home.resolve("cache"))) {
      archive = cached.toList().get(0);
    }
    assertThat(archive.getFileName().toString()).matches("classes-\\d+\\.jsa");
    Ran again = run(Map.of(), "version");
    assertThat(again.exit()).as("%s", again).isEqualTo(0);
    assertThat(again.err()).isEmpty();
    Files.writeString(archive, "no archive");
    Ran spoilt = run(Map.of(), "version");
    assertThat(spoilt.out()).isEqualTo(again.out());
    assertThat(spoilt.exit()).as("%s", spoilt).isEqualTo(0);
    Files.delete(archive);
  }

  @Test
  void where_nothing_can_be_written_it_starts_all_the_same() throws Exception {
    Ran nowhere = run(
        Map.of("HOME", "/proc/nowhere", "XDG_CACHE_HOME", "/proc/nowhere", "SIGNALBOX_CDS", "off"),
        "demo",
        "--headless",
        "--speed",
        "50",
        "--tasks",
        "4");
    assertThat(nowhere.exit()).as("%s", nowhere).isEqualTo(0);
    assertThat(nowhere.err()).isEmpty();
  }

  @Test
  void bash_completes_its_commands() throws Exception {
    Ran script = run(Map.of(), "completion", "bash");
    assertThat(script.exit()).as("%s", script).isEqualTo(0);
    Path file = work.resolve("completion");
    Files.writeString(file, script.out());
    Process bash = new ProcessBuilder(
            "bash",
            "-c",
            "source " + file
                + "; COMP_WORDS=(signalbox re); COMP_CWORD=1; COMP_LINE='signalbox re';"
                + " _complete_signalbox; printf '%s\\n' \"${COMPREPLY[@]}\"")
        .redirectErrorStream(true)
        .start();
    String reply = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(reply).isZero();
    assertThat(reply.lines()).contains("restore", "reload").doesNotContain("serve");
  }

  /** Prints what is measured; only that it starts, and leaves an archive on SIGTERM, is asserted. */
  @Test
  void a_server_leaves_an_archive_when_it_stops_and_starts_faster_with_it() throws Exception {
    List<Long> without = new ArrayList<>();
    List<Long> with = new ArrayList<>();
    Map<String, String> off = Map.of("SIGNALBOX_CDS", "off");
    for (int i = 0; i < 3; i++) {
      without.add(started(off));
    }
    started(Map.of());
    try (Stream<Path> cached = Files.list(home.resolve("cache"))) {
      assertThat(cached.toList()).hasSize(1);
    }
    for (int i = 0; i < 3; i++) {
      with.add(started(Map.of()));
    }
    System.out.println(
        "Start to first answer, ms: without an archive " + without + ", with it " + with);
  }

  /** Starts a server, waits for its first answer, stops it; the time until then in milliseconds. */
  private long started(Map<String, String> environment) throws Exception {
    Path data = Files.createTempDirectory(work, "data");
    int port = freePort();
    long begun = System.nanoTime();
    Process server = process(
            home.resolve("bin/signalbox"),
            environment,
            "serve",
            "--port",
            String.valueOf(port),
            "--data",
            data.toString())
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("out").toFile())
        .start();
    try {
      HttpClient http = HttpClient.newHttpClient();
      URI health = URI.create("http://127.0.0.1:" + port + "/healthz");
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> http.send(
                      HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString())
                  .statusCode()
              == 200);
      long took = (System.nanoTime() - begun) / 1_000_000;
      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).as(Files.readString(data.resolve("out"))).isZero();
      return took;
    } finally {
      server.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Ran run(Map<String, String> environment, String... arguments) throws Exception {
    return run(home.resolve("bin/signalbox"), environment, arguments);
  }

  private Ran run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    Path out = Files.createTempFile(work, "release", ".out");
    Path err = Files.createTempFile(work, "release", ".err");
    Process process = process(script, environment, arguments)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private ProcessBuilder process(
      Path script, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SIGNALBOX_")
            || name.endsWith("JAVA_OPTIONS")
            || name.equals("JAVA_TOOL_OPTIONS"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
