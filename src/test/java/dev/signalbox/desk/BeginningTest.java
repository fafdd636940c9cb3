package dev.signalbox.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Grant;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent.Awoke;
import dev.signalbox.board.TeamEvent.Configured;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.testkit.ManualTime;
import dev.signalbox.testkit.MemoryLedger;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start: the desk wakes before it does anything else. */
class BeginningTest {

  private static final TeamId TEAM = new TeamId("reflectt");
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final ManualTime time = new ManualTime();
  private final MemoryLedger ledger = new MemoryLedger();
  private ManualDesk desk;

  private static TeamSetup setup() {
    return TeamSetup.team().resource("api", Resource.budget(1, WINDOW));
  }

  private void start(TeamSetup setup) {
    desk = new ManualDesk(ledger, Demands.NONE, List.of(setup.done()), time);
  }

  private void works(String agent) {
    AgentId id = new AgentId(agent);
    Actor me = Actor.of(id);
    serve(new TeamCommand.AddAgent(Actor.OPERATOR, id, new LaneId("docs"), null, "sbx_1"));
    serve(new TaskCommand.New(
        me,
        "Task of " + agent,
        "",
        List.of(),
        new LaneId("docs"),
        List.of(),
        null,
        null,
        List.of(),
        null));
    serve(new WorkCommand.Next(me));
  }

  private Reply serve(Command command) {
    Reply reply = desk.serve(TEAM, command);
    assertThat(reply.refusal()).as("refusal of %s", command).isNull();
    return reply;
  }

  private Optional<Grant> gets(String agent) {
    return Optional.ofNullable(serve(new ResourceCommand.Acquire(
            Actor.of(new AgentId(agent)), List.of(Need.of("api", 1)), null))
        .answer()
        .grant());
  }

  /** Whether the settings changed meanwhile makes no difference to what was spent. */
  @ParameterizedTest
  @ValueSource(ints = {20, 21})
  void a_unit_that_may_not_be_used_yet_counts_from_the_start_on(int wip) {
    start(setup());
    works("ada");
    works("bob");
    assertThat(gets("ada")).isPresent();
    time.pass(Duration.ofHours(2));
    start(setup().wip(wip));
    assertThat(gets("bob")).as("at once: what ada has may be used only now").isEmpty();
    getsOnlyAfter(Resource.USE_WITHIN.plus(WINDOW));
  }

  /** The clock may have run ahead of the calls. */
  @ParameterizedTest
  @ValueSource(ints = {20, 21})
  void a_unit_that_was_given_back_before_the_stop_counts_a_window_from_the_start_on(int wip) {
    start(setup());
    works("ada");
    works("bob");
    long token = gets("ada").orElseThrow().token();
    serve(new ResourceCommand.GiveBack(Actor.of(new AgentId("ada")), token));
    time.pass(Duration.ofHours(2));
    start(setup().wip(wip));
    assertThat(gets("bob")).isEmpty();
    getsOnlyAfter(WINDOW);
  }

  private void getsOnlyAfter(Duration wait) {
    time.pass(wait.minus(MILLI));
    assertThat(gets("bob")).isEmpty();
    time.pass(MILLI);
    assertThat(gets("bob")).isPresent();
  }

  @Test
  void the_first_line_of_a_log_is_the_settings_and_later_ones_begin_with_the_waking() {
    start(setup());
    assertThat(kinds()).containsExactly(Configured.class, Awoke.class);
    start(setup());
    assertThat(kinds()).containsExactly(Configured.class, Awoke.class, Awoke.class);
    start(setup().wip(7));
    assertThat(kinds())
        .containsExactly(Configured.class, Awoke.class, Awoke.class, Awoke.class, Configured.class);
  }

  private List<Class<? extends Event>> kinds() {
    return ledger.log(TEAM).stream()
        .map(Entry::event)
        .<Class<? extends Event>>map(Event::getClass)
        .toList();
  }

  @Test
  void what_the_new_settings_allow_is_granted_at_once() {
    start(setup().wip(1));
    works("ada");
    works("bob");
    time.pass(Duration.ofSeconds(2));
    desk.idle();
    start(setup().wip(1));
    assertThat(desk.board(TEAM).holdsOf(new AgentId("bob"))).isEmpty();
    start(setup().wip(2));
    assertThat(desk.board(TEAM).holdsOf(new AgentId("bob"))).hasSize(1);
  }
}
