package dev.signalbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, started with the release's {@code bin/signalbox}. */
final class Served implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START_MAX_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long STOP_MAX_S = 30;
  private static final int POLL_MS = 5;

  private final Process process;
  private final InetSocketAddress address;
  private final Connections connections;
  private final String key;
  private final double firstAnswerMillis;

  private Served(Process process, InetSocketAddress address, String key, double firstAnswer) {
    this.process = process;
    this.address = address;
    this.connections = new Connections(address);
    this.key = key;
    this.firstAnswerMillis = firstAnswer;
  }

  /** Starts one and waits for its first answer to {@code /readyz}. */
  static Served start(Path release, Path data, String yaml) {
    try {
      Files.createDirectories(data);
      Path config = Files.writeString(data.resolve("bench.yaml"), yaml);
      int port = freePort();
      Path log = data.resolve("bench.log");
      ProcessBuilder builder = new ProcessBuilder(
              release.resolve("bin/signalbox").toString(),
              "serve",
              "--port",
              Integer.toString(port),
              "--data",
              data.toString(),
              "--config",
              config.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("SIGNALBOX_"));
      long begun = System.nanoTime();
      Process process = builder.start();
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      while (!ready(address)) {
        if (!process.isAlive() || System.nanoTime() - begun > START_MAX_NANOS) {
          process.destroyForcibly();
          throw new IllegalStateException("the server did not start; see " + log);
        }
        Thread.sleep(POLL_MS);
      }
      double millis = (System.nanoTime() - begun) / 1e6;
      JsonNode contact = JSON.readTree(data.resolve("control.json").toFile());
      return new Served(process, address, contact.path("key").asText(), millis);
    } catch (IOException e) {
      throw new UncheckedIOException("the server could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean ready(InetSocketAddress address) {
    try {
      var connection = URI.create("http://127.0.0.1:" + address.getPort() + "/readyz")
          .toURL()
          .openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      try (var body = connection.getInputStream()) {
        body.readAllBytes();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** From its start to the first answer. */
  double firstAnswerMillis() {
    return firstAnswerMillis;
  }

  Tally run(List<? extends Script> scripts) {
    return new Loop(connections).run(scripts);
  }

  InetSocketAddress address() {
    return address;
  }

  /** One call, and its answer. */
  Answer ask(Call call) {
    List<Answer> answers = new ArrayList<>();
    run(List.of(last -> {
      if (last != null) {
        answers.add(last);
      }
      return last == null ? call.at(System.nanoTime()) : null;
    }));
    return answers.get(0);
  }

  /** Many calls one after the other; all must be answered well. */
  List<Answer> askAll(List<Call> calls) {
    List<Answer> answers = new ArrayList<>();
    Iterator<Call> left = calls.iterator();
    run(List.of(last -> {
      if (last != null) {
        answers.add(good(last));
      }
      return left.hasNext() ? left.next().at(System.nanoTime()) : null;
    }));
    return answers;
  }

  static Answer good(@Nullable Answer answer) {
    if (answer == null || !answer.good()) {
      throw new IllegalStateException("answered with " + answer);
    }
    return answer;
  }

  /** Adds agents to a lane of the team main, and gives the token of each. */
  List<String> enrol(String prefix, String lane, int number) {
    return enrol("main", prefix, lane, number);
  }

  /** Likewise, of any team. */
  List<String> enrol(String team, String prefix, String lane, int number) {
    List<Call> calls = IntStream.range(0, number)
        .mapToObj(i ->
            control(Map.of("verb", "agent_add", "team", team, "agent", prefix + i, "lane", lane)))
        .toList();
    return askAll(calls).stream().map(one -> one.json().path("value").asText()).toList();
  }

  /** Where a person's browser begins. */
  String link(String person) {
    Answer answer = good(ask(control(Map.of("verb", "link", "person", person))));
    return answer.json().path("value").asText();
  }

  void backup() {
    good(ask(control(Map.of("verb", "backup"))));
  }

  private Call control(Map<String, String> order) {
    return new Call(
        "control",
        "POST /v1/control HTTP/1.1\r\nAuthorization: Bearer " + key + "\r\n",
        JSON.valueToTree(order).toString(),
        System.nanoTime());
  }

  /** How long it has kept a core busy, in seconds; counted in hundredths. */
  double cpuSeconds() {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    } catch (IOException e) {
      throw new UncheckedIOException("only where there is a /proc", e);
    }
  }

  /** What of its memory is in the machine's, in bytes. */
  long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("only where there is a /proc", e);
    }
  }

  /** What of its heap is in use after a full collection, in bytes. */
  long liveHeapBytes() {
    try {
      Process jcmd = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
              Long.toString(process.pid()),
              "GC.class_histogram")
          .redirectErrorStream(true)
          .start();
      String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String total =
          text.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.trim().split("\\s+", -1)[2]);
    } catch (IOException e) {
      throw new UncheckedIOException("jcmd", e);
    }
  }

  /** Asks it to stop, and waits; in milliseconds. */
  double stop() {
    long begun = System.nanoTime();
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS)) {
        throw new IllegalStateException("it did not stop within " + STOP_MAX_S + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(STOP_MAX_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
