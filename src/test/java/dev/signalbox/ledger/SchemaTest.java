package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables refuse, whoever writes. */
class SchemaTest {

  @TempDir
  Path directory;

  private Store store;
  private Scene scene;
  private Raw raw;
  private TaskId task;

  @BeforeEach
  void a_task_in_review() throws SQLException {
    store = Store.open(directory, Store.Options.DEFAULT);
    scene = Scene.told(store.ledger());
    task = scene.create("Document it", "build");
    int epoch = scene.claim("builder", task);
    scene.submit("builder", task, epoch);
    scene.flush();
    raw = new Raw(directory);
  }

  @AfterEach
  void close() throws SQLException {
    raw.close();
    store.close();
  }

  @Test
  void the_log_is_never_edited() {
    refused("UPDATE event SET actor = 'agent:mallory' WHERE number = 1", "never edited");
    refused("DELETE FROM event WHERE number = 1", "never deleted");
    refused("DELETE FROM event", "never deleted");
    refused("INSERT OR REPLACE INTO event SELECT * FROM event WHERE number = 1", "without gaps");
  }

  @Test
  void the_log_has_no_gaps() {
    refused(
        "INSERT INTO event (team, number, at, actor, type, body) SELECT team, max(number) + 2,"
            + " '', '', '', '{}' FROM event",
        "without gaps");
  }

  @Test
  void a_reviewer_never_had_a_hand_in_the_work() throws SQLException {
    raw.run("UPDATE review SET ended_at = started_at, how = 'lost'");
    for (String who :
        List.of("'builder', 'build', NULL, NULL", "NULL, NULL, 'pass', 'agent:builder'")) {
      refused(
          "INSERT INTO review (team, task, event, lane, round, epoch, started_at, ended_at, how,"
              + " agent, agent_lane, verdict, verdict_by)"
              + " SELECT team, task, 999, lane, round, 9, started_at, ended_at, how, " + who
              + " FROM review",
          "had a hand in the work");
    }
    refused("UPDATE review SET agent = 'builder'", "had a hand in the work");
    refused(
        "UPDATE review SET verdict = 'pass', verdict_by = 'agent:builder'",
        "had a hand in the work");
    refused("DELETE FROM hand", "stays known");
  }

  @Test
  void a_task_is_held_once() throws SQLException {
    refused("UPDATE claim SET ended_at = NULL, how = NULL", "has ended");
    refused(
        "INSERT INTO claim (team, task, epoch, agent, kind, lane, started_at)"
            + " SELECT team, task, 9, 'kai', 'work', lane, started_at FROM claim",
        "held for review");
    refused(
        "INSERT INTO review (team, task, event, lane, round, epoch, agent, agent_lane, started_at)"
            + " SELECT team, task, 999, lane, 1, 9, 'funnel', 'review', started_at FROM claim",
        "UNIQUE");
    TaskId other = scene.create("Another", "build");
    scene.claim("kai", other);
    scene.flush();
    refused(
        "INSERT INTO claim (team, task, epoch, agent, kind, lane, started_at)"
            + " SELECT team, task, 9, 'builder', 'work', lane, started_at FROM claim"
            + " WHERE ended_at IS NULL",
        "UNIQUE");
    refused(
        "INSERT INTO review (team, task, event, lane, round, epoch, agent, agent_lane, started_at)"
            + " SELECT team, task, 999, lane, 1, 9, 'funnel', 'review', started_at FROM claim"
            + " WHERE ended_at IS NULL",
        "the task is claimed");
  }

  @Test
  void a_person_is_asked_once_for_each_episode() throws SQLException {
    scene.yes(new WorkCommand.AskForHelp(Scene.OWNER, task, null, "why?", ""));
    scene.flush();
    refused("INSERT INTO ping SELECT * FROM ping", "UNIQUE");
  }

  @Test
  void states_outside_the_rules_are_refused() {
    refused("UPDATE task SET state = 'queued'", "CHECK");
    refused("UPDATE task SET state = 'stuck'", "CHECK");
    refused("UPDATE task SET priority = 'asap'", "CHECK");
    refused("UPDATE task SET epoch = 'seven'", "INTEGER");
    refused("INSERT INTO dependency VALUES ('reflectt', 1, 0, 1, 0)", "CHECK");
    refused("INSERT INTO dependency VALUES ('reflectt', 1, 0, 77, 0)", "FOREIGN KEY");
  }

  @Test
  void a_person_can_read_the_board() throws SQLException {
    assertThat(raw.rows("SELECT task || ' ' || state || ' ' || held_by || ' ' || since FROM board"))
        .hasSize(1)
        .allMatch(row -> row.matches("T-1 review (quill|funnel) 2030-01-01T09:00:00[.][0-9]{3}Z"));
  }

  /** Constants are joined to constants; a value never becomes part of a statement. */
  @Test
  void no_statement_is_built_from_values() throws IOException {
    Pattern joined = Pattern.compile(
        "\\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|WHERE|FROM)\\b[^\"]*\"\\s*[+]\\s*[a-z]"
            + "|\"\"\"\\s*[+]\\s*[a-z]|String[.]format|[.]formatted\\(|MessageFormat");
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/signalbox/ledger"))) {
      for (Path source : sources.toList()) {
        assertThat(Files.readAllLines(source))
            .as(source.toString())
            .noneMatch(line -> joined.matcher(line).find());
      }
    }
    assertThat("\"SELECT * FROM task WHERE title = \" + title").containsPattern(joined);
  }

  private void refused(String sql, String why) {
    assertThatThrownBy(() -> raw.run(sql))
        .isInstanceOf(SQLException.class)
        .message()
        .containsPattern(why);
  }
}
