package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewTaskTest {

  @TempDir
  Path directory;

  private Bench bench;
  private Button form;

  @BeforeEach
  void open() {
    bench = new Bench(directory);
    form = NewTask.button(bench.reads().overview(Bench.TEAM).team());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void what_is_filled_in_is_what_the_task_is() {
    bench.task("First", "build");
    bench.pressed(
        PRIYA,
        form,
        Map.of(
            "title", "Retry failed webhooks",
            "lane", "docs",
            "brief", "one\ntwo",
            "done_when", "it is retried\nit is parked",
            "priority", "high",
            "owner", "omar",
            "after", "T-1"));
    Reads.TaskDetails made = bench.reads().task(Bench.TEAM, new TaskId(2)).orElseThrow();
    assertThat(made.task().title()).isEqualTo("Retry failed webhooks");
    assertThat(made.task().lane()).hasToString("docs");
    assertThat(made.brief()).isEqualTo("one\ntwo");
    assertThat(made.doneWhen()).containsExactly("it is retried", "it is parked");
    assertThat(made.task().owner()).hasToString("omar");
    assertThat(made.task().after()).containsExactly(new TaskId(1));
  }

  @Test
  void without_a_title_nothing_is_made() {
    Message answer = bench.pressed(PRIYA, form, Map.of("lane", "docs"));
    assertThat(answer.lines().get(0).role()).isEqualTo(Message.Role.WARNING);
    assertThat(bench.reads().task(Bench.TEAM, new TaskId(1))).isEmpty();
  }

  @Test
  void lanes_and_people_are_there_to_choose_from() {
    assertThat(field("lane").choices()).containsExactly("build", "docs", "review");
    assertThat(field("owner").choices()).containsExactly("mia", "omar", "priya");
    assertThat(form.fields().stream().filter(Button.Field::required))
        .extracting(Button.Field::name)
        .isEqualTo(List.of("title"));
  }

  private Button.Field field(String name) {
    return form.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
