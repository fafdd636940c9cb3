package dev.signalbox.board;

import static dev.signalbox.testkit.TeamSetup.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.PersonEvent.PingSettled;
import dev.signalbox.board.PersonEvent.Pinged;
import dev.signalbox.board.PersonEvent.SnoozeEnded;
import dev.signalbox.board.PersonEvent.Snoozed;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.testkit.AgentHand;
import dev.signalbox.testkit.BoardDriver;
import dev.signalbox.testkit.PersonHand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ping may be put aside for a while; then it mentions once more, unless it is settled. */
class SnoozingTest {

  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final BoardDriver board = BoardDriver.of(team());
  private final PersonHand omar = board.person("omar");
  private final AgentHand dot = board.agent("dot", "docs");
  private final TaskId task = stuck();

  private TaskId stuck() {
    TaskId id = board.task("docs");
    dot.starts(id).stuck(id).including(pinged(id));
    return id;
  }

  private Pinged pinged(TaskId id) {
    return new Pinged(Subject.of(id), 1, Pinged.Kind.STUCK, StuckReason.ASKED, omar.id());
  }

  private SnoozeEnded again(int episode) {
    return new SnoozeEnded(task, episode, omar.id());
  }

  @Test
  void it_mentions_once_more_when_the_snooze_is_over_and_never_by_itself_again() {
    omar.snooze(task).then(new Snoozed(task, 1, board.now().plus(HOUR)));
    board.sweepAfter(HOUR.minus(MILLI)).without(SnoozeEnded.class);
    board.sweepAfter(MILLI).including(again(1));
    assertThat(board.task(task).mentions()).isEqualTo(2);
    assertThat(board.task(task).snoozedUntil()).isNull();
    board.sweepAfter(Duration.ofDays(30)).without(SnoozeEnded.class);
  }

  @Test
  void snoozing_again_is_a_human_act_and_worth_one_more_mention() {
    omar.snooze(task).accepted();
    board.sweepAfter(HOUR).including(again(1));
    omar.snooze(task).accepted();
    board.sweepAfter(HOUR).including(again(1));
    assertThat(board.task(task).mentions()).isEqualTo(3);
  }

  @Test
  void snoozing_a_snoozed_one_moves_its_end() {
    omar.snooze(task).accepted();
    board.later(Duration.ofMinutes(59));
    omar.snooze(task, Duration.ofHours(2)).accepted();
    board.sweepAfter(Duration.ofMinutes(119)).without(SnoozeEnded.class);
    board.sweepAfter(Duration.ofMinutes(1)).including(again(1));
    assertThat(board.task(task).mentions()).isEqualTo(2);
  }

  @Test
  void it_ends_with_its_episode() {
    omar.snooze(task).accepted();
    omar.unblock(task).including(new PingSettled(Subject.of(task), 1));
    assertThat(board.task(task).snoozedUntil()).isNull();
    board.sweepAfter(HOUR).without(SnoozeEnded.class);
    dot.starts(task)
        .stuck(task)
        .including(
            new Pinged(Subject.of(task), 2, Pinged.Kind.STUCK, StuckReason.ASKED, omar.id()));
    assertThat(board.task(task).mentions()).isEqualTo(1);
    board.sweepAfter(HOUR).without(SnoozeEnded.class);
  }

  @Test
  void the_second_mention_is_of_the_present_owner() {
    omar.snooze(task).accepted();
    omar.edit(task, edit -> edit.owner("mia")).accepted();
    board
        .sweepAfter(HOUR)
        .including(new SnoozeEnded(task, 1, board.person("mia").id()));
  }

  @Test
  void work_that_waits_to_be_accepted_can_be_snoozed_too() {
    TaskId guide = board.task("docs");
    dot.starts(guide).submit(guide).accepted();
    board.stands(guide, State.READY);
    omar.snooze(guide).accepted();
    board.sweepAfter(HOUR).including(new SnoozeEnded(guide, 1, omar.id()));
    omar.snooze(guide).accepted();
    omar.accept(guide).including(new PingSettled(Subject.of(guide), 1));
  }

  @Test
  void an_admin_may_and_an_agent_never() {
    board.when(new TaskCommand.Snooze(dot.actor(), task, HOUR)).refused(Code.NOT_ALLOWED);
    board.person("mia").snooze(task).refused(Code.NOT_ALLOWED);
    board.person("priya").snooze(task).accepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT29M59S", "PT0S", "PT-1H", "PT168H1S", "P9999D"})
  void it_lasts_half_an_hour_to_a_week(String length) {
    Refusal no = omar.snooze(task, Duration.parse(length)).refused(Code.BAD_VALUE);
    assertThat(no.message()).contains("Use 30m, 2h or 3d (at most 7d).");
    omar.snooze(task, Duration.ofMinutes(30)).accepted();
    omar.snooze(task, Duration.ofDays(7)).accepted();
  }
}
