package dev.signalbox.talk.courier;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Hold;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonEvent.Pinged;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.demo.Story;
import dev.signalbox.desk.Reply;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.testkit.TeamSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The noise budget, counted: per task one card, one READY and one STUCK for each episode, mentions
 * only there, at most one line for each transition, none for heartbeats.
 */
class NoiseTest extends Delivering {

  private static final Duration TICK = Duration.ofSeconds(30);
  private static final List<String> OWNERS = List.of("priya", "omar", "mia");

  /** Work of the story takes minutes here, so that news of it could be noise. */
  private static final int SLOWER = 120;

  @Override
  Team team() {
    return TeamSetup.team()
        .wip(3)
        .lane("docs", lane -> lane.reviewBy("review"))
        .lane("growth", lane -> lane.reviewBy("review"))
        .done();
  }

  // -- the story ----------------------------------------------------------------------------------

  /** One agent of the story, living in ticks. */
  private final class Player {
    private final AgentId id;
    private Mailbox.Held hold;
    private Instant ends = Instant.EPOCH;
    private boolean gone;

    Player(String handle) {
      id = new AgentId(handle);
    }

    void act(Story story, Set<String> told) {
      Instant now = bench.time.instant();
      if (gone) {
        gone = bench.taskNow(hold.task()).held().filter(this::mine).isPresent();
        hold = gone ? hold : null;
        return;
      }
      if (hold == null) {
        Reply next = bench.ask(new WorkCommand.Next(Bench.agent(id.name())));
        hold = next.mailbox().holds().stream().findFirst().orElse(null);
        ends = hold == null ? now : now.plus(length(story));
      } else if (now.isBefore(ends)) {
        bench.says(id.name(), "at " + now);
        if (job(story).crash() && told.add("crash") && now.plus(TICK).isBefore(ends)) {
          gone = true;
        }
      } else {
        finish(story, told);
        hold = null;
      }
    }

    private Duration length(Story story) {
      return hold.kind() == Hold.Kind.REVIEW
          ? Duration.ofMinutes(3)
          : job(story).work().multipliedBy(SLOWER);
    }

    private boolean mine(Hold held) {
      return held.agent().equals(id);
    }

    private Story.Job job(Story story) {
      return story.tasks().stream()
          .filter(job -> job.title().equals(hold.title()))
          .findFirst()
          .orElseThrow();
    }

    private void finish(Story story, Set<String> told) {
      if (hold.kind() != Hold.Kind.REVIEW) {
        bench.submits(id.name(), hold.task());
      } else if (job(story).feedback().isPresent() && told.add(hold.title())) {
        bench.fails(id.name(), hold.task(), job(story).feedback().get());
      } else {
        bench.passes(id.name(), hold.task());
      }
    }
  }

  @Test
  void the_whole_story_keeps_to_the_budget() throws InterruptedException {
    chat.pace = Chat.Pace.CALM;
    Story story = Story.of(1, 10, 8);
    List<Player> players = new ArrayList<>();
    story.agents().forEach((handle, lane) -> {
      bench.joins(handle, lane);
      players.add(new Player(handle));
    });
    finish();
    chat.stored.clear();
    List<TaskId> tasks = new ArrayList<>();
    for (Story.Job job : story.tasks()) {
      tasks.add(make(job.title(), job.lane(), OWNERS.get(tasks.size() % 2)));
    }
    Set<String> told = new HashSet<>();
    Map<TaskId, List<Instant>> noteEdits = new HashMap<>();
    for (int tick = 0; tick < 1_000 && !over(tasks); tick++) {
      players.forEach(player -> player.act(story, told));
      int before = chat.calls.size();
      pass(TICK);
      edits(before, noteEdits);
      bench.sweepAfter(Duration.ZERO);
    }
    finish();
    assertThat(over(tasks)).isTrue();
    assertThat(told).contains("crash");
    tasks.forEach(this::budget);
    assertThat(pings()).as("one for each task that was finished").hasSize(10);
    noteEdits.values().forEach(NoiseTest::farApart);
    assertThat(noteEdits).as("news of work was edited at all").isNotEmpty();
  }

  private boolean over(List<TaskId> tasks) {
    return tasks.stream()
        .map(task -> bench.taskNow(task).state())
        .allMatch(state -> state == State.DONE || state == State.READY);
  }

  /** Card edits of this tick about tasks to which nothing happened lately but work going on. */
  private void edits(int before, Map<TaskId, List<Instant>> noteEdits) {
    Instant now = bench.time.instant();
    for (String call : chat.calls.subList(before, chat.calls.size())) {
      if (call.startsWith("edit CARD ")) {
        TaskId task = TaskId.parse(call.substring(10)).orElseThrow();
        boolean moved = history(task).stream()
            .anyMatch(entry -> !(entry.event() instanceof HoldEvent.Progressed)
                && entry.at().isAfter(now.minus(TICK.multipliedBy(3))));
        if (!moved) {
          noteEdits.computeIfAbsent(task, some -> new ArrayList<>()).add(now);
        }
      }
    }
  }

  private static void farApart(List<Instant> edits) {
    for (int i = 1; i < edits.size(); i++) {
      assertThat(Duration.between(edits.get(i - 1), edits.get(i)))
          .as("between edits that only tell news of work: %s", edits)
          .isGreaterThanOrEqualTo(Duration.ofMinutes(5).minus(TICK));
    }
  }

  // -- the storm ----------------------------------------------------------------------------------

  @Test
  void a_storm_of_five_hundred_tasks_keeps_to_it_too() throws InterruptedException {
    List<TaskId> tasks = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      bench.later(Duration.ofMillis(1));
      TaskId task = make("Task " + i, "growth", OWNERS.get(i % 3));
      tasks.add(task);
      bench.yes(new WorkCommand.AskForHelp(PRIYA, task, null, "which key?", ""));
      if (i % 2 == 0) {
        bench.yes(new TaskCommand.Unblock(PRIYA, task, ""));
        bench.yes(new TaskCommand.Cancel(PRIYA, task, "not needed"));
      }
    }
    drain();
    tasks.forEach(this::budget);
    assertThat(chat.of(Message.Kind.CARD)).hasSize(500);
    assertThat(pings()).as("six for each of three people").hasSize(18);
    assertThat(chat.inRoom()).hasSize(518);
    assertThat(bench.outbox()).isEmpty();
  }

  // -- counting -----------------------------------------------------------------------------------

  private TaskId make(String title, String lane, String owner) {
    return bench
        .yes(new TaskCommand.New(
            PRIYA,
            title,
            "",
            List.of(),
            new LaneId(lane),
            List.of(),
            null,
            new PersonId(owner),
            List.of(),
            null))
        .answer()
        .task();
  }

  private List<Entry> history(TaskId task) {
    return bench.reads().history(Bench.TEAM, task);
  }

  private void budget(TaskId task) {
    List<Event> events = history(task).stream().map(Entry::event).toList();
    List<PaperChat.Stored> mine = chat.stored.stream()
        .filter(stored -> stored.subject.taskId().filter(task::equals).isPresent())
        .toList();
    assertThat(count(mine, Message.Kind.CARD)).as("cards of %s", task).isEqualTo(1);
    long episodes = events.stream().filter(Pinged.class::isInstance).count();
    assertThat(count(mine, Message.Kind.PING))
        .as("pings of %s", task)
        .isLessThanOrEqualTo(episodes);
    long lines = count(mine, Message.Kind.LINE);
    assertThat(lines)
        .as("lines of %s: %s", task, events)
        .isLessThanOrEqualTo(events.stream().filter(NoiseTest::transition).count());
    assertThat(mine.stream().filter(stored -> stored.parent == null))
        .as("top-level posts of %s", task)
        .hasSizeLessThanOrEqualTo((int) (1 + episodes));
    mine.stream()
        .filter(stored -> stored.message.kind() != Message.Kind.PING)
        .forEach(stored -> assertThat(stored.text()).doesNotContain("@"));
  }

  private static long count(List<PaperChat.Stored> stored, Message.Kind kind) {
    return stored.stream().filter(one -> one.message.kind() == kind).count();
  }

  /** What moves a task, or is somebody's word about it. */
  private static boolean transition(Event event) {
    return !(event instanceof HoldEvent.Progressed
        || event instanceof HoldEvent.HoldBegun
        || event instanceof TaskEvent.Created
        || event instanceof Pinged
        || event instanceof PersonEvent.PingSettled);
  }
}
