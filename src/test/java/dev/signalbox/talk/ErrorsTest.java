package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad input is answered with: what is wrong, what is allowed, what to type next. */
class ErrorsTest {

  @TempDir
  Path directory;

  private Bench bench;

  /** T-1 is in review by lex, T-2 is done by ada alone, T-3 and T-4 are open. */
  @BeforeEach
  void open() {
    bench = new Bench(directory, TeamSetup.team().done());
    bench.joins("ada", "build");
    bench.joins("lex", "review");
    bench.joins("quill", "review");
    TaskId reviewed = bench.task("Retry failed webhooks", "build");
    bench.claims("ada", reviewed);
    bench.submits("ada", reviewed);
    bench.task("Park dead webhooks", "build");
    bench.task("Count dead webhooks", "build");
    bench.task("Write the guide", "docs");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  record Row(Actor who, String typed, String answer) {}

  static List<Row> rows() {
    return List.of(
        new Row(PRIYA, "clam T-1", """
            I don't know “clam”. Did you mean claim?
            /signalbox claim T-41 agent:ada"""),
        new Row(PRIYA, "claim", """
            Which task?
            Open: T-2, T-3, T-4
            /signalbox claim T-41 agent:ada"""),
        new Row(PRIYA, "claim 4l", """
            “4l” is not a task id. Ids look like T-41.
            /signalbox claim T-41 agent:ada"""),
        new Row(PRIYA, "claim T-999 agent:ada", "There is no T-999. The newest task is T-4."),
        new Row(
            PRIYA,
            "claim T-1 agent:ada",
            "T-1 is in review (lex). It can be passed, failed, released, marked stuck, edited or"
                + " cancelled, not claimed."),
        new Row(PRIYA, "claim T-2 agent:adda", """
            No agent “adda”. Did you mean ada?
            /signalbox claim T-41 agent:ada"""),
        new Row(
            Bench.agent("ada"),
            "pass T-1",
            "ada had a hand in T-1, so ada cannot review it. Who can: lex, quill."),
        new Row(
            OMAR,
            "cancel T-1 not needed",
            "Only priya (owner) or an admin (priya) can cancel T-1. I have not asked them."),
        new Row(PRIYA, "new", """
            Give it a title.
            /signalbox new "Retry failed webhooks" lane:build"""),
        new Row(PRIYA, "new " + "x".repeat(300) + " lane:build", """
            Titles are at most 120 characters; this has 300. Put the rest in the brief.
            /signalbox new "Retry failed webhooks" lane:build"""));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_slip_is_answered_with_what_was_meant(Row row) {
    long before = bench.log().size();
    Message answer = bench.hears(row.who(), row.typed());
    assertThat(Shown.text(answer)).isEqualTo(row.answer());
    assertThat(answer.kind()).isEqualTo(Message.Kind.ANSWER);
    assertThat(answer.lines().size()).isLessThanOrEqualTo(3);
    assertThat(bench.log()).hasSize((int) before);
  }

  @Test
  void a_button_pressed_too_late_says_who_was_faster() {
    TaskId task = new TaskId(2);
    bench.claims("ada", task);
    bench.yes(new WorkCommand.AskForHelp(Bench.agent("ada"), task, 1, "which key?", ""));
    Button cancel = Shown.button(bench.ping(task), "Cancel…");
    bench.minutes(1);
    bench.hears(PRIYA, "unblock T-2 the new one");
    assertThat(Shown.text(bench.pressed(PRIYA, cancel, Map.of("reason", "no"))))
        .isEqualTo("Already handled: 09:01  priya unblocked this: “the new one”");
  }
}
