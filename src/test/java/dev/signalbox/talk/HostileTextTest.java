package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from agents and people is data wherever it stands: only in spans that say so. */
class HostileTextTest {

  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!channel> <!here> <@U123> <!subteam^S1>",
        "@everyone @here <@&1> <#2>",
        "@priya please look",
        "<https://evil.test|https://bank.test>",
        "[bank](https://evil.test) **bold** `code`",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "{agent} {who} {0} ${jndi:ldap://x}",
        "sb:1:accept:T-1:e1",
        "javascript:alert(1)",
        "'; DROP TABLE task; --",
        "🤖 ‏‎ Ω≈ç√ 漢字 \"quoted\" “smart”",
      })
  void what_others_wrote_is_never_ours(String text) {
    try (Bench bench = new Bench(directory)) {
      for (Message message : everythingThatIsSaid(bench, text)) {
        check(message, text);
      }
    }
  }

  private static void check(Message message, String text) {
    for (Message.Line line : message.lines()) {
      for (Span span : line.spans()) {
        String ours = span instanceof Span.Plain plain
            ? plain.text()
            : span instanceof Span.Strong strong ? strong.text() : "";
        assertThat(ours).doesNotContain(text.substring(0, 8));
        if (span instanceof Span.Mention) {
          assertThat(message.kind()).isEqualTo(Message.Kind.PING);
        }
        if (span instanceof Span.Link link) {
          assertThat(Span.Link.web(link.url())).isTrue();
        }
      }
    }
    message.buttons().forEach(button -> {
      assertThat(button.label()).doesNotContain(text.substring(0, 8));
      assertThat(button.action()).matches("[ -~]{1,100}");
    });
  }

  /** A task whose every text is hostile goes through everything that can happen to it. */
  private static List<Message> everythingThatIsSaid(Bench bench, String text) {
    List<Message> said = new ArrayList<>();
    bench.joins("ada", "build");
    bench.joins("lex", "review");
    TaskId task = bench
        .yes(new TaskCommand.New(
            PRIYA,
            text,
            text,
            List.of(text),
            new LaneId("build"),
            List.of(),
            Priority.HIGH,
            null,
            List.of(),
            null))
        .answer()
        .task();
    bench.claims("ada", task);
    bench.says("ada", text);
    look(bench, said, task);
    bench.stuck("ada", task, text);
    look(bench, said, task);
    bench.yes(new TaskCommand.Unblock(PRIYA, task, text));
    bench.yes(new TaskCommand.Note(PRIYA, task, text));
    bench.yes(new WorkCommand.Submit(
        Bench.agent("ada"),
        task,
        bench.taskNow(task).epoch(),
        "https://x.test/" + task,
        text,
        List.of(text)));
    look(bench, said, task);
    bench.fails("lex", task, text);
    look(bench, said, task);
    bench.yes(new WorkCommand.Release(PRIYA, task, null, text, List.of()));
    bench.finishes("ada", "lex", task);
    look(bench, said, task);
    bench.yes(new TaskCommand.Return(PRIYA, task, text));
    bench.yes(new TaskCommand.Cancel(PRIYA, task, text));
    look(bench, said, task);
    said.add(bench.hears(PRIYA, "claim " + text));
    said.add(bench.hears(PRIYA, "help " + text));
    return said;
  }

  private static void look(Bench bench, List<Message> said, TaskId task) {
    said.add(bench.card(task));
    said.add(TaskView.of(bench.scene(task), bench.reads().history(Bench.TEAM, task)));
    said.add(bench.hears(PRIYA, "list"));
    said.add(bench.hears(PRIYA, "board"));
    said.add(bench.hears(PRIYA, "agents"));
    for (Entry entry : bench.reads().history(Bench.TEAM, task)) {
      Reads.OutboxRow row = new Reads.OutboxRow(
          1,
          Bench.TEAM,
          new Demand("local", Subject.of(task), Demand.Kind.LINE, entry.number(), 0),
          Reads.OutboxState.PENDING,
          0,
          entry.at(),
          entry.at(),
          entry.at(),
          1,
          null,
          null);
      new Teller(bench.reads(), bench.time, Spelling.PROMPTED)
          .tell(List.of(row), false)
          .ifPresent(said::add);
    }
    bench.outbox().stream()
        .filter(row -> row.demand().episode() > 0)
        .flatMap(row -> bench.mayTell(row).stream())
        .forEach(said::add);
  }

  @Test
  void a_mention_appears_in_pings_that_are_open_and_nowhere_else() {
    try (Bench bench = new Bench(directory)) {
      List<Message> said = everythingThatIsSaid(bench, "nothing special at all");
      assertThat(said.stream()
              .filter(message -> message.lines().stream()
                  .flatMap(line -> line.spans().stream())
                  .anyMatch(Span.Mention.class::isInstance)))
          .isNotEmpty()
          .allMatch(message -> message.kind() == Message.Kind.PING)
          .allMatch(message -> !message.buttons().isEmpty());
    }
  }
}
