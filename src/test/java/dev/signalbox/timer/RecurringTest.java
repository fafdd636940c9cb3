package dev.signalbox.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demands;
import dev.signalbox.desk.ManualDesk;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.MemoryLedger;
import dev.signalbox.testkit.MemoryLedger.Fault;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks by schedule: once for each firing, whatever happens to the server meanwhile. */
class RecurringTest {

  private static final TeamId TEAM = new TeamId("reflectt");
  private static final String NINE = "0 0 9 * * ?";
  private static final Duration DAY = Duration.ofDays(1);

  private final ManualTime time = new ManualTime();
  private final MemoryLedger ledger = new MemoryLedger();
  private Team settings = daily("Triage the inbox").done();
  private ManualDesk desk;
  private Recurring recurring;

  private static TeamSetup daily(String title) {
    return TeamSetup.team().schedule(NINE, "docs", title);
  }

  /** Started at nine on new year's day of 2030, when nine is no more to come. */
  @BeforeEach
  void start() {
    desk = new ManualDesk(ledger, Demands.NONE, List.of(settings), time);
    recurring =
        new Recurring(team -> Optional.of(desk.board(team).team()), request -> serve(request));
  }

  private CompletableFuture<Reply> serve(Request request) {
    return desk.serve(List.of(request)).get(0);
  }

  private void configure(TeamSetup next) {
    settings = next.done();
    Reply reply = desk.serve(TEAM, new TeamCommand.Configure(Actor.OPERATOR, settings));
    assertThat(reply.accepted()).isTrue();
  }

  private void look() {
    recurring.look(TEAM, time.instant());
  }

  private void lookAfter(Duration passed) {
    time.pass(passed);
    look();
  }

  private List<TaskEvent.Created> made() {
    return ledger.log(TEAM).stream()
        .map(Entry::event)
        .filter(TaskEvent.Created.class::isInstance)
        .map(TaskEvent.Created.class::cast)
        .toList();
  }

  @Test
  void a_firing_makes_one_task_however_often_it_is_looked_at() {
    look();
    lookAfter(DAY.minusMillis(1));
    assertThat(made()).isEmpty();
    lookAfter(Duration.ofMillis(1));
    look();
    lookAfter(Duration.ofSeconds(15));
    assertThat(made()).hasSize(1);
    TaskEvent.Created task = made().get(0);
    assertThat(task.title()).isEqualTo("Triage the inbox");
    assertThat(task.lane()).isEqualTo(new LaneId("docs"));
    assertThat(task.owner()).as("the team's").isEqualTo(new PersonId("priya"));
    assertThat(ledger.log(TEAM).get(ledger.log(TEAM).size() - 1).by())
        .hasToString("schedule:docs 0 0 9 * * ? Z");
    lookAfter(DAY);
    assertThat(made()).hasSize(2);
  }

  @Test
  void two_that_ask_at_once_make_one() {
    time.pass(DAY);
    Request twice =
        Request.of(TEAM, settings.schedules().get(0).task("docs")).keyed(new Request.Key("k", "k"));
    List<CompletableFuture<Reply>> replies = desk.serve(List.of(twice, twice));
    assertThat(replies).allMatch(reply -> reply.join().accepted());
    assertThat(made()).hasSize(1);
  }

  @Test
  void a_restart_makes_nothing_again() {
    lookAfter(DAY);
    start();
    look();
    lookAfter(Duration.ofHours(23));
    assertThat(made()).hasSize(1);
  }

  @Test
  void a_crash_before_the_commit_is_made_up_for() {
    time.pass(DAY);
    ledger.meets(Fault.CRASH_BEFORE);
    assertThatThrownBy(this::look).isInstanceOf(MemoryLedger.Crash.class);
    assertThat(made()).isEmpty();
    start();
    look();
    look();
    assertThat(made()).hasSize(1);
  }

  @Test
  void a_crash_after_the_commit_makes_nothing_again() {
    time.pass(DAY);
    ledger.meets(Fault.CRASH_AFTER);
    assertThatThrownBy(this::look).isInstanceOf(MemoryLedger.Crash.class);
    assertThat(made()).hasSize(1);
    start();
    look();
    assertThat(made()).hasSize(1);
  }

  @Test
  void a_commit_that_failed_is_made_good_and_one_that_only_seemed_to_is_not_repeated() {
    time.pass(DAY);
    ledger.meets(Fault.BROKEN);
    look();
    assertThat(made()).isEmpty();
    look();
    assertThat(made()).hasSize(1);
    time.pass(DAY);
    ledger.meets(Fault.LIED);
    look();
    look();
    assertThat(made()).hasSize(2);
  }

  @Test
  void a_full_disk_delays_it() {
    time.pass(DAY);
    ledger.meets(Fault.FULL);
    look();
    lookAfter(Duration.ofHours(1));
    assertThat(made()).isEmpty();
    ledger.meets(Fault.NONE);
    lookAfter(Duration.ofSeconds(15));
    assertThat(made()).hasSize(1);
  }

  @Test
  void of_several_missed_the_last_one_is_made_for_each_schedule() {
    configure(daily("Triage the inbox").schedule("0 0 * * * ?", "build", "Hourly"));
    time.pass(Duration.ofDays(5).plusHours(3));
    start();
    look();
    look();
    assertThat(made())
        .extracting(TaskEvent.Created::title)
        .containsExactlyInAnyOrder("Triage the inbox", "Hourly");
  }

  @Test
  void what_was_missed_by_more_than_a_day_is_not_made() {
    configure(TeamSetup.team().schedule("0 0 9 2 * ?", "docs", "Monthly"));
    time.pass(Duration.ofDays(2).plusMillis(1));
    start();
    look();
    assertThat(made()).isEmpty();
  }

  @Test
  void what_was_missed_by_a_day_less_a_moment_is_made() {
    configure(TeamSetup.team().schedule("0 0 9 2 * ?", "docs", "Monthly"));
    time.pass(Duration.ofDays(2).minusMillis(1));
    start();
    look();
    assertThat(made()).hasSize(1);
  }

  @Test
  void a_new_schedule_does_not_make_up_for_what_was_before_it() {
    time.pass(Duration.ofHours(6));
    configure(daily("Triage the inbox").schedule("0 0 12 * * ?", "build", "Lunch"));
    look();
    start();
    look();
    assertThat(made()).isEmpty();
    lookAfter(Duration.ofHours(21));
    assertThat(made())
        .extracting(TaskEvent.Created::title)
        .containsExactlyInAnyOrder("Triage the inbox", "Lunch");
  }

  @Test
  void one_that_was_written_while_the_server_was_down_does_not_either() {
    time.pass(Duration.ofHours(6));
    settings =
        daily("Triage the inbox").schedule("0 0 12 * * ?", "build", "Lunch").done();
    start();
    look();
    assertThat(made()).isEmpty();
  }

  @Test
  void another_title_makes_nothing_again_and_stands_on_the_next() {
    lookAfter(DAY);
    configure(daily("Sort the inbox"));
    look();
    start();
    look();
    assertThat(made()).hasSize(1);
    lookAfter(DAY);
    assertThat(made())
        .extracting(TaskEvent.Created::title)
        .containsExactly("Triage the inbox", "Sort the inbox");
  }

  @Test
  void a_title_that_is_put_right_before_a_lost_answer_is_asked_for_again_makes_nothing_again() {
    time.pass(DAY);
    ledger.meets(Fault.CRASH_AFTER);
    assertThatThrownBy(this::look).isInstanceOf(MemoryLedger.Crash.class);
    settings = daily("Sort the inbox").done();
    start();
    look();
    assertThat(made()).extracting(TaskEvent.Created::title).containsExactly("Triage the inbox");
  }

  @Test
  void an_entry_above_that_comes_or_goes_makes_nothing_again() {
    configure(daily("Triage the inbox").schedule(NINE, "build", "Build the nightly"));
    lookAfter(DAY);
    assertThat(made()).hasSize(2);
    configure(TeamSetup.team().schedule(NINE, "build", "Build the nightly"));
    look();
    configure(TeamSetup.team()
        .schedule("0 0 8 * * ?", "docs", "Early")
        .schedule(NINE, "build", "Build the nightly")
        .schedule(NINE, "docs", "Triage the inbox"));
    look();
    assertThat(made()).hasSize(2);
  }

  @Test
  void two_with_the_same_time_and_lane_are_two() {
    configure(daily("Triage the inbox").schedule(NINE, "docs", "Water the plants"));
    lookAfter(DAY);
    look();
    assertThat(made())
        .extracting(TaskEvent.Created::title)
        .containsExactlyInAnyOrder("Triage the inbox", "Water the plants");
    configure(daily("Water the plants"));
    look();
    start();
    look();
    assertThat(made()).hasSize(2);
  }

  @Test
  void another_time_counts_from_the_change_on() {
    configure(TeamSetup.team().schedule("0 0 10 * * ?", "docs", "Triage the inbox"));
    lookAfter(Duration.ofMinutes(59));
    assertThat(made()).isEmpty();
    lookAfter(Duration.ofMinutes(1));
    assertThat(made()).hasSize(1);
    configure(TeamSetup.team().schedule("0 30 9 * * ?", "docs", "Triage the inbox"));
    look();
    assertThat(made()).hasSize(1);
    lookAfter(Duration.ofHours(23).plusMinutes(30));
    assertThat(made()).hasSize(2);
  }

  @Test
  void another_zone_counts_from_the_change_on() {
    lookAfter(DAY.plusHours(4));
    assertThat(made()).hasSize(1);
    configure(daily("Triage the inbox").zone("America/New_York"));
    lookAfter(Duration.ofMinutes(59));
    assertThat(made()).hasSize(1);
    lookAfter(Duration.ofMinutes(1));
    assertThat(made()).as("nine in New York is 14:00").hasSize(2);
    configure(daily("Triage the inbox"));
    look();
    assertThat(made()).hasSize(2);
  }

  @Test
  void one_that_is_taken_out_makes_no_more() {
    configure(TeamSetup.team());
    lookAfter(DAY);
    assertThat(made()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_makes_nothing_again_and_goes_on_the_next_day() {
    lookAfter(DAY.plusMinutes(1));
    time.step(Duration.ofMinutes(-2));
    look();
    time.step(Duration.ofMinutes(2));
    look();
    start();
    look();
    assertThat(made()).hasSize(1);
    lookAfter(DAY);
    assertThat(made()).hasSize(2);
  }

  @Test
  void a_machine_that_slept_makes_the_last_one_when_it_wakes() {
    time.step(Duration.ofDays(3).plusHours(2));
    look();
    look();
    assertThat(made()).hasSize(1);
  }

  /** Berlin's two changes of 2030, a look every quarter of an hour, and a restart every hour. */
  @Test
  void over_both_changes_of_the_clocks_there_is_one_task_a_day() {
    configure(TeamSetup.team().zone("Europe/Berlin").schedule("0 30 2 * * ?", "docs", "Night"));
    for (String night : List.of("2030-03-30T12:00:00Z", "2030-10-26T12:00:00Z")) {
      time.step(Duration.between(time.instant(), Instant.parse(night)));
      look();
      int before = made().size();
      for (int i = 0; i < 4 * 48; i++) {
        lookAfter(Duration.ofMinutes(15));
        if (i % 4 == 0) {
          start();
        }
      }
      assertThat(made()).hasSize(before + 2);
    }
  }
}
