package dev.signalbox.slack;

import static dev.signalbox.slack.SlackHall.PRIYA;
import static dev.signalbox.slack.SlackHall.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.slack.Line.Ack;
import dev.signalbox.slack.Line.Kind;
import dev.signalbox.slack.Line.Mode;
import dev.signalbox.talk.Bench;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Acknowledged within a second and never after three, whoever is slow. */
class AcknowledgingTest {

  /** On a busy machine; the wait itself is 0.8 s. */
  private static final Duration SOON = Duration.ofMillis(2_500);

  private static final TaskId TASK = new TaskId(1);

  @TempDir
  Path directory;

  private SlackHall hall;

  @AfterEach
  void close() throws Exception {
    hall.close();
  }

  private void open(Mode mode) throws Exception {
    hall = new SlackHall(directory, mode);
    hall.all.bench.joins("ada", "build");
    hall.all.bench.task("Retry failed webhooks", "build");
    hall.all.bench.claims("ada", TASK);
    hall.deliver();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void while_the_desk_is_slow_the_answer_follows(Mode mode) throws Exception {
    open(mode);
    hall.gate = new CompletableFuture<>();
    Ack ack = hall.line.tell(
        Kind.COMMAND, hall.command(PRIYA, SlackBench.CHANNEL, "note T-1 the key changed"));
    assertThat(text(ack.body())).contains("Working on it");
    assertThat(ack.took()).isLessThan(SOON);
    assertThat(hall.all.slack.responses()).isEmpty();
    hall.gate.complete(null);
    assertThat(text(hall.response(0))).contains("T-1");
    hall.judge();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_form_that_is_refused_too_late_gives_back_what_was_typed(Mode mode) throws Exception {
    open(mode);
    hall.presses(PRIYA, hall.card("T-1"), "Release…");
    hall.view(0);
    hall.all.bench.yes(new TaskCommand.Cancel(Bench.PRIYA, TASK, "not needed"));
    hall.gate = new CompletableFuture<>();
    JsonNode closed = hall.submits(PRIYA, Map.of("note", "half of it is on branch retry"));
    assertThat(closed.asText()).isEmpty();
    hall.gate.complete(null);
    assertThat(hall.response(0).toString()).contains("You wrote", "half of it is on branch retry");
    assertThat(hall.all.bench.taskNow(TASK).state()).isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void many_at_once_are_all_acknowledged_while_the_desk_is_slow(Mode mode) throws Exception {
    open(mode);
    hall.gate = new CompletableFuture<>();
    List<CompletableFuture<Ack>> acks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ObjectNode typed = hall.command(PRIYA, SlackBench.CHANNEL, "note T-1 number " + i);
      acks.add(CompletableFuture.supplyAsync(
          () -> hall.line.tell(Kind.COMMAND, typed), task -> new Thread(task).start()));
    }
    assertThat(acks).allSatisfy(ack -> assertThat(ack.join().status()).isEqualTo(200));
    hall.gate.complete(null);
    await().until(() -> hall.all.slack.responses().size() == 40);
  }

  /** Slack takes connections and answers nothing: it may be so from the start. */
  @Test
  void while_slacks_api_stalls_everything_is_acknowledged_at_once() throws Exception {
    try (ServerSocket hole = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      URI api = URI.create("http://127.0.0.1:" + hole.getLocalPort() + "/api/");
      hall = new SlackHall(directory, Mode.HTTP, api);
      hall.all.bench.joins("ada", "build");
      hall.all.bench.task("Retry failed webhooks", "build");
      hall.all.bench.claims("ada", TASK);
      hall.deliver();
      List<Ack> acks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        acks.add(hall.line.tell(
            Kind.COMMAND, hall.command(PRIYA, SlackBench.CHANNEL, "note T-1 number " + i)));
        Posted card = hall.card("T-1");
        for (String label : List.of("Show", "Release…", "Cancel…")) {
          acks.add(hall.line.tell(
              Kind.INTERACTION, hall.click(PRIYA, card, SlackHall.element(card, label))));
        }
        acks.add(hall.line.tell(
            Kind.EVENT,
            SlackHall.callback(
                SlackHall.JSON
                    .createObjectNode()
                    .put("type", "app_home_opened")
                    .put("user", PRIYA)
                    .put("channel", "D0HOME")
                    .put("tab", "home"),
                "Ev-stalled-" + i)));
      }
      assertThat(acks).allSatisfy(ack -> {
        assertThat(ack.status()).isEqualTo(200);
        assertThat(ack.took()).isLessThan(SOON);
      });
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void what_was_taken_is_answered_before_the_end(Mode mode) throws Exception {
    open(mode);
    hall.gate = new CompletableFuture<>();
    ObjectNode typed = hall.command(PRIYA, SlackBench.CHANNEL, "note T-1 the last word");
    CompletableFuture<Ack> ack = CompletableFuture.supplyAsync(
        () -> hall.line.tell(Kind.COMMAND, typed), task -> new Thread(task).start());
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(
        () -> {
          try {
            hall.incoming.close();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        task -> new Thread(task).start());
    assertThat(ack.join().status()).isEqualTo(200);
    hall.gate.complete(null);
    closing.join();
  }
}
