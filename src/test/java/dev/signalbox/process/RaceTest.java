package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.process.RealServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many want the same: one gets it. */
@Tag("process")
@Timeout(180)
class RaceTest {

  private static final int AGENTS = 64;
  private static final int TASKS = 200;
  /** How many tasks are fought over at once, so by eight agents each. */
  private static final int AT_ONCE = 8;

  private static final int TRIES_MAX = 200;

  @TempDir
  Path home;

  /** What a claim came to. */
  private record Try(int agent, String task, Answer answer) {}

  @Test
  void each_of_200_tasks_goes_to_exactly_one_of_64_agents_that_race_for_it() throws Exception {
    String config = RealServer.config(home, RealServer.GENEROUS);
    try (RealServer server = RealServer.start(home, home.resolve("data"), "--config", config)) {
      List<String> tokens = new ArrayList<>();
      for (int i = 0; i < AGENTS; i++) {
        tokens.add(server.enrol("a" + i, "build"));
      }
      List<String> tasks = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        Answer made = server.post(tokens.get(0), RealServer.verb("new").put("title", "task " + i));
        assertThat(made.status()).as("%s", made).isEqualTo(200);
        tasks.add(made.body().path("task").path("id").asText());
      }
      assertThat(tasks).doesNotHaveDuplicates();

      List<Try> tries = race(server, tokens, tasks);

      assertThat(tries).hasSize(TASKS / AT_ONCE * AGENTS);
      for (String task : tasks) {
        List<Try> winners = tries.stream()
            .filter(one -> one.task().equals(task) && one.answer().status() == 200)
            .toList();
        assertThat(winners).as("winners of %s", task).hasSize(1);
        JsonNode won = winners.get(0).answer().body().path("task");
        assertThat(won.path("id").asText()).isEqualTo(task);
        assertThat(won.path("agent").asText()).isEqualTo("a" + winners.get(0).agent());
        assertThat(won.path("epoch").asInt()).as("first epoch of %s", task).isEqualTo(1);
      }
      assertThat(tries).filteredOn(one -> one.answer().status() != 200).allSatisfy(one -> {
        assertThat(one.answer().status()).as("%s", one).isEqualTo(409);
        assertThat(one.answer().code()).as("%s", one).isNotEqualTo("wip_full");
      });
      assertThat(claimed(server.events(tokens.get(0), 0)))
          .containsExactlyInAnyOrderElementsOf(tasks);
      assertThat(server.tasks(tokens.get(0)))
          .hasSize(TASKS)
          .allSatisfy(task -> assertThat(task.path("state").asText()).isEqualTo("done"));
    }
  }

  /** All agents at once claim, eight the same task each time; winners submit right away. */
  private static List<Try> race(RealServer server, List<String> tokens, List<String> tasks) {
    Random random = new Random(20_261);
    List<Integer> order = new ArrayList<>(IntStream.range(0, AGENTS).boxed().toList());
    List<Try> tries = new ArrayList<>();
    for (int first = 0; first < TASKS; first += AT_ONCE) {
      Collections.shuffle(order, random);
      List<CompletableFuture<Try>> wave = new ArrayList<>();
      for (int i = 0; i < AGENTS; i++) {
        int agent = order.get(i);
        String token = tokens.get(agent);
        String task = tasks.get(first + i % AT_ONCE);
        wave.add(claim(server, token, task, TRIES_MAX)
            .thenCompose(answer -> finish(server, token, task, answer))
            .thenApply(answer -> new Try(agent, task, answer)));
      }
      wave.forEach(one -> tries.add(one.orTimeout(60, TimeUnit.SECONDS).join()));
    }
    return tries;
  }

  /** A busy server says so; then the agent asks again, as it is told to. */
  private static CompletableFuture<Answer> claim(
      RealServer server, String token, String task, int triesLeft) {
    return server
        .postLater(token, RealServer.verb("claim").put("task", task).put("queue", false))
        .thenCompose(answer -> answer.status() == 503 && triesLeft > 0
            ? claim(server, token, task, triesLeft - 1)
            : CompletableFuture.completedFuture(answer));
  }

  private static CompletableFuture<Answer> finish(
      RealServer server, String token, String task, Answer claimed) {
    return claimed.status() == 200
        ? submit(server, token, task, claimed, TRIES_MAX)
        : CompletableFuture.completedFuture(claimed);
  }

  private static CompletableFuture<Answer> submit(
      RealServer server, String token, String task, Answer claimed, int triesLeft) {
    int epoch = claimed.body().path("task").path("epoch").asInt();
    return server
        .postLater(
            token,
            RealServer.verb("submit").put("task", task).put("epoch", epoch).put("note", "done"))
        .thenCompose(answer -> {
          if (answer.status() == 503 && triesLeft > 0) {
            return submit(server, token, task, claimed, triesLeft - 1);
          }
          assertThat(answer.status()).as("submitting %s: %s", task, answer).isEqualTo(200);
          return CompletableFuture.completedFuture(claimed);
        });
  }

  private static List<String> claimed(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals("Claimed"))
        .map(event -> event.path("task").asText())
        .toList();
  }
}
