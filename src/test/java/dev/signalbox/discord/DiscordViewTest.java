package dev.signalbox.discord;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Demand;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each message of the channel, exactly as it goes to Discord: the files beside this class. After a
 * change that is meant, {@code -Dsignalbox.golden=write} writes them anew.
 */
class DiscordViewTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/signalbox/discord");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @TempDir
  Path directory;

  private Bench bench;
  private TaskId task;

  @BeforeEach
  void open() {
    bench = new Bench(directory, DiscordHall.team());
    bench.spells(Discord.SPELLING);
    bench.joins("ada", "build");
    bench.joins("lex", "review");
    task = bench.task("Retry failed webhooks", "build");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static JsonNode golden(String name, Message message) throws IOException {
    JsonNode sent = Sent.judged(message, DiscordHall.team());
    ((ObjectNode) sent).remove(List.of("attachments", "embeds", "tts", "nonce", "enforce_nonce"));
    String drawn = JSON.writeValueAsString(sent) + "\n";
    Path file = GOLDEN.resolve(name + ".json");
    if ("write".equals(System.getProperty("signalbox.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, drawn);
    }
    assertThat(drawn).isEqualTo(Files.readString(file));
    return sent;
  }

  /** A card takes little of the channel. */
  private static void card(String name, Message message) throws IOException {
    String text = Sent.text(golden(name, message));
    assertThat(text.lines().count()).isLessThanOrEqualTo(5);
  }

  @Test
  void the_card_of_a_task_that_is_new() throws IOException {
    card("card-todo", bench.card(task));
  }

  @Test
  void the_card_of_a_task_at_work() throws IOException {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    card("card-doing", bench.card(task));
  }

  @Test
  void the_card_of_a_task_whose_agent_is_quiet() throws IOException {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    bench.sweepAfter(Duration.ofMinutes(4));
    card("card-quiet", bench.card(task));
    golden("line-quiet", Said.latest(bench, Demand.Kind.LINE));
  }

  @Test
  void the_card_of_a_task_in_review() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    card("card-review", bench.card(task));
  }

  @Test
  void the_card_of_a_task_that_is_reworked() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    bench.fails("lex", task, "1. retryable list misses 429\n2. RetryTest sleeps 2 s");
    card("card-rework", bench.card(task));
  }

  @Test
  void the_card_of_a_task_that_is_stuck() throws IOException {
    bench.claims("ada", task);
    bench.stuck("ada", task, "need write access to acme/api");
    card("card-stuck", bench.card(task));
  }

  @Test
  void the_card_of_a_task_that_is_done_is_one_line() throws IOException {
    bench.finishes("ada", "lex", task);
    card("card-done", bench.card(task));
  }

  @Test
  void the_line_of_a_claim() throws IOException {
    bench.claims("ada", task);
    golden("line-claimed", Said.latest(bench, Demand.Kind.LINE));
  }

  @Test
  void the_line_that_asks_for_review() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    golden("line-review", Said.latest(bench, Demand.Kind.LINE));
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
    golden("ping-ready", Said.latest(bench, Demand.Kind.PING));
  }

  @Test
  void the_ping_of_what_is_to_be_accepted() throws IOException {
    bench.joins("dora", "docs");
    TaskId guide = bench.task("Write the guide", "docs");
    bench.claims("dora", guide);
    bench.submits("dora", guide);
    golden("ping-accept", Said.latest(bench, Demand.Kind.PING));
  }

  @Test
  void the_ping_of_what_is_stuck() throws IOException {
    bench.claims("ada", task);
    bench.stuck("ada", task, "need write access to acme/api");
    golden("ping-stuck", Said.latest(bench, Demand.Kind.PING));
  }

  @Test
  void a_ping_that_is_settled_is_one_line_without_a_mention() throws IOException {
    bench.finishes("ada", "lex", task);
    Said.told(bench, Demand.Kind.PING);
    bench.yes(new TaskCommand.Return(PRIYA, task, "README is missing"));
    JsonNode sent = golden("ping-settled", Said.latest(bench, Demand.Kind.PING_EDIT));
    assertThat(sent.path("content").asText().lines()).hasSize(1);
    assertThat(sent.path("content").asText()).doesNotContain("<@");
  }

  @Test
  void everything_about_a_task() throws IOException {
    bench.claims("ada", task);
    bench.submits("ada", task);
    bench.fails("lex", task, "1. retryable list misses 429\n2. RetryTest sleeps 2 s");
    golden("task", bench.hears(PRIYA, "show T-1"));
  }

  @Test
  void what_a_task_waits_for() throws IOException {
    bench.task("Write the changelog", "docs", task);
    bench.claims("ada", task);
    golden("why", bench.hears(PRIYA, "why T-2"));
  }

  @Test
  void a_list() throws IOException {
    bench.task("Write the changelog", "docs", task);
    bench.claims("ada", task);
    golden("list", bench.hears(PRIYA, "list"));
  }

  @Test
  void the_board() throws IOException {
    bench.claims("ada", task);
    TaskId other = bench.task("Migrate the database", "build");
    bench.claims("ada", other);
    bench.stuck("ada", other, "no access");
    golden("board", bench.hears(PRIYA, "board"));
  }

  @Test
  void the_agents() throws IOException {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    golden("agents", bench.hears(PRIYA, "agents"));
  }

  @Test
  void an_agent() throws IOException {
    bench.claims("ada", task);
    bench.says("ada", "back-off test 3/5");
    golden("agent", bench.hears(PRIYA, "agent show ada"));
  }

  @Test
  void an_agent_that_is_new_with_its_token() throws IOException {
    golden("token", bench.hears(PRIYA, "agent add cy lane:build"));
  }

  @Test
  void the_digest() throws IOException {
    bench.finishes("ada", "lex", task);
    golden("digest", bench.hears(PRIYA, "digest now"));
  }

  @Test
  void help() throws IOException {
    golden("help", bench.hears(PRIYA, "help"));
    golden("help-claim", bench.hears(PRIYA, "help claim"));
  }

  @Test
  void a_refusal() throws IOException {
    golden("refusal", bench.hears(PRIYA, "clam T-1"));
    golden("refusal-agent", bench.hears(PRIYA, "claim T-1 agent:adda"));
  }

  @Test
  void the_welcome_of_a_room() throws IOException {
    golden("welcome", bench.told(Said.waiting(bench).get(0)));
  }

  /** What is new calls whom it is for; the same as an edit calls nobody and keeps its text. */
  @Test
  void as_an_edit_it_says_the_same_and_calls_nobody() throws IOException {
    bench.finishes("ada", "lex", task);
    List<Message> all = new ArrayList<>(List.of(
        Said.latest(bench, Demand.Kind.PING), bench.card(task), bench.hears(PRIYA, "board")));
    for (Message message : all) {
      DiscordView view = DiscordView.of(message, DiscordHall.team());
      JsonNode create = Sent.json(view.create());
      JsonNode edit = Sent.json(view.edit());
      assertThat(Sent.text(edit)).isEqualTo(Sent.text(create));
      assertThat(edit.at("/allowed_mentions/users")).isEmpty();
      assertThat(create.at("/allowed_mentions/users").size())
          .isEqualTo(message.kind() == Kind.PING ? 1 : 0);
    }
  }
}
