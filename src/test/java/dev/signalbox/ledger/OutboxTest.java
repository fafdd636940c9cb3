package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Demand.Kind;
import dev.signalbox.desk.Reads.OutboxRow;
import dev.signalbox.desk.Reads.OutboxState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits to be told, and what became of it. */
class OutboxTest {

  private static final Subject TASK = Subject.of(new TaskId(1));
  private static final Subject OTHER = Subject.of(new TaskId(2));

  @TempDir
  Path directory;

  private Store store;
  private Scene scene;

  @BeforeEach
  void open() {
    store = Store.open(directory, Store.Options.DEFAULT);
    scene = Scene.told(store.ledger());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_card_that_waits_is_told_once_with_the_latest_event_in_its_first_place() {
    ask(TASK, Kind.CARD, 1, 0);
    ask(OTHER, Kind.CARD, 2, 0);
    ask(TASK, Kind.CARD, 3, 0);
    scene.flush();
    ask(TASK, Kind.CARD, 4, 0);
    scene.flush();
    assertThat(waiting()).extracting(row -> row.demand().subject()).containsExactly(TASK, OTHER);
    assertThat(waiting()).extracting(row -> row.demand().event()).containsExactly(4L, 2L);
  }

  @Test
  void a_line_is_told_for_every_event() {
    ask(TASK, Kind.LINE, 1, 0);
    ask(TASK, Kind.LINE, 2, 0);
    scene.flush();
    assertThat(waiting()).hasSize(2);
  }

  @Test
  void a_ping_is_told_once_ever_and_its_edit_once_at_a_time() {
    ask(TASK, Kind.PING, 1, 1);
    scene.flush();
    deliver(waiting().get(0));
    ask(TASK, Kind.PING, 2, 1);
    ask(TASK, Kind.PING_EDIT, 3, 1);
    ask(TASK, Kind.PING_EDIT, 4, 1);
    ask(TASK, Kind.PING, 5, 2);
    scene.flush();
    assertThat(waiting())
        .extracting(row -> row.demand().kind() + " " + row.demand().episode())
        .containsExactly("PING 2", "PING_EDIT 1");
    deliver(waiting().get(1));
    ask(TASK, Kind.PING_EDIT, 6, 1);
    scene.flush();
    assertThat(waiting()).hasSize(2);
  }

  @Test
  void rooms_are_apart() {
    scene.ask(new Demand("slack:C1", TASK, Kind.CARD, 1, 0));
    ask(TASK, Kind.CARD, 1, 0);
    scene.flush();
    assertThat(waiting()).hasSize(1);
    assertThat(store.reads().outbox(Scene.TEAM, "slack:C1", scene.now, 10)).hasSize(1);
  }

  @Test
  void a_row_goes_through_its_states() {
    ask(TASK, Kind.CARD, 1, 0);
    scene.flush();
    OutboxRow row = waiting().get(0);
    assertThat(row.state()).isEqualTo(OutboxState.PENDING);
    assertThat(row.attempts()).isZero();
    scene.write(new Chore.Sending(row.id()));
    assertThat(waiting()).isEmpty();
    scene.write(new Chore.Uncertain(row.id(), "no answer"));
    assertThat(waiting().get(0).state()).isEqualTo(OutboxState.UNKNOWN);
    assertThat(waiting().get(0).why()).isEqualTo("no answer");
    assertThat(waiting().get(0).attempts()).isEqualTo(1);
    scene.write(new Chore.Sending(row.id()));
    scene.write(new Chore.Postponed(row.id(), Duration.ofSeconds(30), true));
    assertThat(waiting()).isEmpty();
    scene.now = scene.now.plusSeconds(30);
    assertThat(waiting().get(0).attempts()).isEqualTo(2);
    scene.write(new Chore.Sending(row.id()));
    scene.write(new Chore.Postponed(row.id(), Duration.ZERO, false));
    assertThat(waiting().get(0).attempts())
        .as("waiting when asked to is no try")
        .isEqualTo(2);
    scene.write(new Chore.Postponed(row.id(), Duration.ZERO, true));
    assertThat(waiting().get(0).attempts()).as("tried before it was sent").isEqualTo(3);
    scene.write(new Chore.Parked(row.id(), "cannot be rendered"));
    assertThat(waiting()).isEmpty();
  }

  @Test
  void what_was_parked_waits_again_when_the_room_lets_us_in() {
    ask(TASK, Kind.CARD, 1, 0);
    scene.flush();
    OutboxRow row = waiting().get(0);
    scene.write(new Chore.Parked(row.id(), "not in the channel"));
    scene.write(new Chore.LetIn(Scene.TEAM, "elsewhere"));
    assertThat(waiting()).isEmpty();
    scene.write(new Chore.LetIn(Scene.TEAM, row.demand().room()));
    assertThat(waiting()).extracting(OutboxRow::id).containsExactly(row.id());
  }

  @Test
  void of_two_parked_edits_of_one_card_one_is_enough() {
    for (int event = 1; event <= 2; event++) {
      ask(TASK, Kind.CARD, event, 0);
      scene.flush();
      scene.write(new Chore.Parked(waiting().get(0).id(), "not in the channel"));
    }
    scene.write(new Chore.LetIn(Scene.TEAM, "local"));
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void what_a_message_is_about_is_found_by_its_id() {
    ask(TASK, Kind.CARD, 1, 0);
    scene.flush();
    OutboxRow row = waiting().get(0);
    scene.write(new Chore.Sent(row.id(), "171.5"));
    String room = row.demand().room();
    assertThat(store.reads().about(Scene.TEAM, room, "171.5")).contains(TASK);
    assertThat(store.reads().about(Scene.TEAM, room, "171.6")).isEmpty();
    assertThat(store.reads().about(Scene.TEAM, "elsewhere", "171.5")).isEmpty();
  }

  @Test
  void a_postponed_card_gives_way_to_a_newer_one() {
    ask(TASK, Kind.CARD, 1, 0);
    scene.flush();
    OutboxRow older = waiting().get(0);
    scene.write(new Chore.Sending(older.id()));
    ask(TASK, Kind.CARD, 2, 0);
    scene.flush();
    scene.write(new Chore.Postponed(older.id(), Duration.ofSeconds(30), true));
    assertThat(waiting()).isEmpty();
    scene.now = scene.now.plusSeconds(30);
    assertThat(waiting()).hasSize(1);
    assertThat(waiting().get(0).demand().event()).isEqualTo(2);
    assertThat(waiting().get(0).attempts()).isEqualTo(1);
    scene.write(new Chore.Sent(older.id(), "m1"));
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void the_message_that_tells_it_is_found_again() {
    assertThat(message(Kind.CARD, 0)).isNull();
    ask(TASK, Kind.CARD, 1, 0);
    ask(TASK, Kind.PING, 2, 1);
    scene.flush();
    waiting().forEach(this::deliver);
    assertThat(message(Kind.CARD, 0)).isEqualTo("message of CARD");
    assertThat(message(Kind.PING, 1)).isEqualTo("message of PING");
    assertThat(message(Kind.PING_EDIT, 1)).isEqualTo("message of PING");
    assertThat(message(Kind.PING, 2)).isNull();
    ask(TASK, Kind.PING_EDIT, 3, 1);
    scene.flush();
    deliver(waiting().get(0));
    assertThat(message(Kind.PING, 1)).isEqualTo("message of PING");
  }

  @Test
  void what_was_being_sent_when_the_server_ended_is_in_doubt() {
    ask(TASK, Kind.CARD, 1, 0);
    ask(OTHER, Kind.CARD, 2, 0);
    scene.flush();
    scene.write(new Chore.Sending(waiting().get(0).id()));
    store.close();
    store = Store.open(directory, Store.Options.DEFAULT);
    assertThat(waiting())
        .extracting(OutboxRow::state)
        .containsExactly(OutboxState.UNKNOWN, OutboxState.PENDING);
  }

  @Test
  void a_demand_is_there_if_and_only_if_its_event_is() throws SQLException {
    scene.demands = Scene.CARDS_AND_LINES;
    scene.create("first", "docs");
    scene.create("second", "docs");
    scene.flush();
    try (Raw raw = new Raw(directory)) {
      assertThat(raw.rows("SELECT event FROM outbox WHERE kind = 'line'"))
          .isEqualTo(raw.rows("SELECT number FROM event WHERE task IS NOT NULL ORDER BY number"));
    }
  }

  /** However much waits, an index leads to what a demand depends on. */
  @Test
  void what_is_asked_for_is_written_without_reading_all_that_waits() throws SQLException {
    List<Demand> all = Arrays.stream(Kind.values())
        .map(kind -> new Demand("local", TASK, kind, 1, 0))
        .toList();
    Connections connections = new Connections(Raw.file(directory), Duration.ofSeconds(1), 0);
    try (Sql sql = new Sql(connections.writer());
        Raw raw = new Raw(directory)) {
      sql.write(s -> {
        new OutboxRows(s).demands(Scene.TEAM, all, scene.now);
        return true;
      });
      for (String statement : sql.statements()) {
        if (statement.contains("INSERT")) {
          assertThat(raw.plan(statement))
              .as(statement)
              .noneMatch(step ->
                  step.matches("SCAN (outbox|mute|message).*|SEARCH mute .*[(]team=[?][)]"));
        }
      }
    }
  }

  @Test
  void a_room_that_is_full_hears_no_more_lines_until_there_is_room_and_cards_all_the_time()
      throws SQLException {
    for (int event = 1; event <= Backlog.WAITING_MAX + 5; event++) {
      ask(TASK, Kind.LINE, event, 0);
    }
    ask(OTHER, Kind.CARD, 1, 0);
    scene.flush();
    assertThat(inAll()).as("lines and the card").isEqualTo(Backlog.WAITING_MAX + 1);

    waiting().subList(0, 10).forEach(row -> scene.write(new Chore.Dropped(row.id())));
    ask(TASK, Kind.LINE, 99_999, 0);
    scene.flush();
    assertThat(inAll()).as("before it is looked at again").isEqualTo(Backlog.WAITING_MAX - 9);

    scene.now = scene.now.plusSeconds(1);
    for (int event = 1; event <= 20; event++) {
      ask(TASK, Kind.LINE, 100_000 + event, 0);
    }
    scene.flush();
    assertThat(inAll()).as("filled again").isEqualTo(Backlog.WAITING_MAX);
  }

  private int inAll() throws SQLException {
    try (Raw raw = new Raw(directory)) {
      return Integer.parseInt(raw.text("SELECT count(*) FROM outbox"));
    }
  }

  private void ask(Subject subject, Kind kind, long event, int episode) {
    scene.ask(new Demand("local", subject, kind, event, episode));
  }

  private void deliver(OutboxRow row) {
    scene.write(new Chore.Sending(row.id()));
    scene.write(new Chore.Sent(row.id(), "message of " + row.demand().kind()));
  }

  private List<OutboxRow> waiting() {
    return store.reads().outbox(Scene.TEAM, "local", scene.now, 100);
  }

  private String message(Kind kind, int episode) {
    return store.reads().message(Scene.TEAM, "local", TASK, kind, episode).orElse(null);
  }
}
