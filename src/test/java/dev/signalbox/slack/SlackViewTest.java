package dev.signalbox.slack;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Demand.Kind;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each message of the channel, exactly as it goes to Slack: the files beside this class. After a
 * change that is meant, {@code -Dsignalbox.golden=write} writes them anew.
 */
class SlackViewTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/signalbox/slack");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @TempDir
  Path directory;

  private Bench bench;
  private TaskId task;

  @BeforeEach
  void open() {
    bench = new Bench(directory, SlackBench.team());
    bench.joins("ada", "build");
    bench.joins("lex", "review");
    task = bench.task("Retry failed webhooks", "build");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static void golden(String name, Message message) throws IOException {
    SlackView view = SlackView.of(message, SlackBench.team());
    List<String> wrong = new ArrayList<>();
    BlockJudge.of(view.blocks(), wrong);
    Judge.escaped("text", view.text(), wrong);
    assertThat(wrong).isEmpty();
    ObjectNode sent = JSON.createObjectNode().put("text", view.text());
    sent.set("blocks", view.blocks());
    String drawn = JSON.writeValueAsString(sent) + "\n";
    Path file = GOLDEN.resolve(name + ".json");
    if ("write".equals(System.getProperty("signalbox.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(file));
  }

  @Test
  void the_card_of_a_task_that_is_new() throws IOException {
    golden("card-todo", bench.card(task));
  }

  @Test
  void the_card_of_a_task_at_work() throws IOException {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    golden("card-doing", bench.card(task));
  }

  @Test
  void the_card_of_a_task_in_review() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    golden("card-review", bench.card(task));
  }

  @Test
  void the_card_of_a_task_that_is_done_is_one_line() throws IOException {
    bench.finishes("ada", "lex", task);
    golden("card-done", bench.card(task));
  }

  @Test
  void the_line_of_a_claim() throws IOException {
    bench.claims("ada", task);
    golden("line-claimed", Said.latest(bench, Kind.LINE));
  }

  @Test
  void the_line_that_asks_for_review() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    golden("line-review", Said.latest(bench, Kind.LINE));
  }

  @Test
  void the_line_of_a_review_that_failed() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    bench.fails("lex", task, "1. retryable list misses 429\n2. RetryTest sleeps 2 s");
    golden("line-failed", Said.line(bench, ReviewEvent.Failed.class));
  }

  @Test
  void the_ping_of_what_shipped() throws IOException {
    bench.finishes("ada", "lex", task);
    golden("ping-ready", Said.latest(bench, Kind.PING));
  }

  @Test
  void the_ping_of_what_is_to_be_accepted() throws IOException {
    bench.joins("dora", "docs");
    TaskId guide = bench.task("Write the guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    golden("ping-accept", Said.latest(bench, Kind.PING));
  }

  @Test
  void the_ping_of_what_is_stuck() throws IOException {
    bench.claims("ada", task);
    bench.stuck("ada", task, "need write access to acme/api");
    golden("ping-stuck", Said.latest(bench, Kind.PING));
  }

  @Test
  void a_ping_that_is_settled_is_one_line_without_a_mention() throws IOException {
    bench.finishes("ada", "lex", task);
    Said.told(bench, Kind.PING);
    bench.yes(new TaskCommand.Return(PRIYA, task, "README is missing"));
    golden("ping-settled", Said.latest(bench, Kind.PING_EDIT));
  }

  @Test
  void the_board() throws IOException {
    bench.claims("ada", task);
    golden("board", bench.hears(PRIYA, "board"));
  }

  @Test
  void the_agents() throws IOException {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    golden("agents", bench.hears(PRIYA, "agents"));
  }

  @Test
  void help() throws IOException {
    golden("help", bench.hears(PRIYA, "help"));
  }

  @Test
  void a_refusal() throws IOException {
    golden("refusal", bench.hears(PRIYA, "clam T-1"));
  }

  @Test
  void the_welcome_of_a_room() throws IOException {
    golden("welcome", bench.told(Said.waiting(bench).get(0)));
  }
}
