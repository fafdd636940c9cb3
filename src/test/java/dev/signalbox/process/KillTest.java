package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.process.RealServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives kill -9, and what was not can be asked for again. */
@Tag("process")
@Timeout(240)
class KillTest {

  private static final int ROUNDS = 20;
  private static final int SENDERS = 4;

  @TempDir
  Path home;

  private final Map<String, String> acknowledged = new HashMap<>();
  private List<String> unanswered = List.of();
  private long seen;

  @Test
  void twenty_crashes_lose_nothing_acknowledged_and_double_nothing_retried() throws Exception {
    Path data = home.resolve("data");
    String config = RealServer.config(home, RealServer.GENEROUS);
    List<String> tokens = new ArrayList<>();
    Random random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      try (RealServer server = RealServer.start(home, data, "--config", config)) {
        while (tokens.size() < SENDERS) {
          tokens.add(server.enrol("a" + tokens.size(), "build"));
        }
        settle(server, tokens);
        stream(server, tokens, round, 1 + random.nextInt(60));
      }
    }
    try (RealServer server = RealServer.start(home, data, "--config", config)) {
      settle(server, tokens);
      Map<String, String> tasks = server.tasks(tokens.get(0)).stream()
          .collect(Collectors.toMap(
              task -> task.path("title").asText(), task -> task.path("id").asText()));
      assertThat(tasks).isEqualTo(acknowledged);
      assertThat(server.events(tokens.get(0), 0).stream().map(KillTest::number))
          .as("numbers of events, without a gap")
          .isEqualTo(LongStream.rangeClosed(1, seen).boxed().toList());
    }
  }

  /** After a crash: looks what is there, then asks again for all that had no answer. */
  private void settle(RealServer server, List<String> tokens) throws Exception {
    Map<String, Long> made = created(server, tokens.get(0));
    assertThat(made.values()).as("nothing twice: %s", made).allMatch(times -> times == 1);
    for (String title : unanswered) {
      boolean there = made.containsKey(title);
      Answer again = send(server, tokens, title);
      assertThat(again.status()).as("%s", again).isEqualTo(200);
      assertThat(again.headers().firstValue("Idempotency-Replayed").isPresent())
          .as("%s is replayed if it is there: %s", title, there)
          .isEqualTo(there);
      acknowledged.put(title, id(again));
    }
    Map<String, Long> later = created(server, tokens.get(0));
    assertThat(later.keySet()).as("made by asking again").isSubsetOf(unanswered);
    assertThat(later.values()).allMatch(times -> times == 1);
    assertThat(later.keySet()).noneMatch(made::containsKey);
    unanswered = List.of();
    Map<String, String> tasks = new HashMap<>();
    for (JsonNode task : server.tasks(tokens.get(0))) {
      assertThat(tasks.put(task.path("title").asText(), task.path("id").asText()))
          .as("another task titled %s", task)
          .isNull();
    }
    assertThat(tasks).isEqualTo(acknowledged);
  }

  /** How often each title was created since this was asked last. */
  private Map<String, Long> created(RealServer server, String token) throws Exception {
    List<JsonNode> events = server.events(token, seen);
    seen += events.size();
    return events.stream()
        .filter(event -> event.path("type").asText().equals("Created"))
        .map(event -> event.path("data").path("title").asText())
        .collect(Collectors.groupingBy(title -> title, Collectors.counting()));
  }

  /** Creates tasks from several threads until so many are acknowledged; then kills the server. */
  private void stream(RealServer server, List<String> tokens, int round, int until)
      throws Exception {
    AtomicInteger yes = new AtomicInteger();
    Queue<String> open = new ConcurrentLinkedQueue<>();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<Map<String, String>>> all = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        int sender = i;
        all.add(senders.submit(() -> {
          Map<String, String> mine = new HashMap<>();
          for (int n = 0; ; n++) {
            String title = sender + ":" + round + "-" + n;
            Answer answer;
            try {
              answer = send(server, tokens, title);
            } catch (IOException e) {
              open.add(title);
              return mine;
            }
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            mine.put(title, id(answer));
            if (yes.incrementAndGet() == until) {
              server.kill9();
            }
          }
        }));
      }
      for (Future<Map<String, String>> one : all) {
        acknowledged.putAll(one.get(60, TimeUnit.SECONDS));
      }
    } finally {
      senders.shutdownNow();
    }
    assertThat(open).hasSize(SENDERS);
    unanswered = List.copyOf(open);
  }

  /** The title is the key as well, and begins with the number of its sender. */
  private static Answer send(RealServer server, List<String> tokens, String title)
      throws IOException, InterruptedException {
    String token = tokens.get(Character.digit(title.charAt(0), 10));
    return server.post(token, title, RealServer.verb("new").put("title", title));
  }

  private static String id(Answer answer) {
    return answer.body().path("task").path("id").asText();
  }

  private static long number(JsonNode event) {
    return event.path("number").asLong();
  }
}
