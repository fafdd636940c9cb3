package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Holding;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.State;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Waiter;
import dev.signalbox.desk.Chain;
import dev.signalbox.desk.Reads;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the reads answer. */
final class Views {

  private Views() {}

  /** A task in a list. */
  record TaskRow(
      TaskId id,
      String title,
      State state,
      LaneId lane,
      @Says("Who holds it.") @Nullable AgentId agent,
      @Says("The last epoch granted.") int epoch,
      @Says("The one agent it waits for.") @Nullable AgentId reservedFor,
      @Says("What its holder does.") Hold.@Nullable Kind kind,

      @Says("Since when its holder is flagged quiet.") @Nullable
      Instant quietSince,

      @Says("What its holder last said.") @Nullable String note,
      @Says("In percent.") @Nullable Integer progress,
      @Says("The lanes it goes to after this one.") List<LaneId> route,
      Priority priority,
      PersonId owner,
      @Says("What must be done before it starts.") List<TaskId> after,
      @Says("Resources that its claim takes. " + Ask.UNITS) Map<String, Object> needs,
      @Says("Since when it is in this state.") Instant since,

      @Says("Attempts in this lane that ended without a result.")
      int attempts,

      @Says("The review round in this lane.") int round,
      @Says("Why it is stuck.") @Nullable StuckReason stuck,
      @Says(Mail.UNTRUSTED) boolean untrusted) {

    static TaskRow of(Task task) {
      Optional<Hold> hold = task.held();
      Task.Stuck stuck = task.stuck();
      return new TaskRow(
          task.id(),
          task.title(),
          task.state(),
          task.lane(),
          hold.map(Hold::agent).orElse(null),
          task.epoch(),
          task.reservedFor(),
          hold.map(Hold::kind).orElse(null),
          hold.map(Hold::quietSince).orElse(null),
          hold.map(Hold::note).map(Mail::orNull).orElse(null),
          hold.map(Hold::progress).filter(percent -> percent >= 0).orElse(null),
          task.route(),
          task.priority(),
          task.owner(),
          task.after(),
          Mail.units(task.needs()),
          task.since(),
          task.attempts(),
          task.round(),
          stuck == null ? null : stuck.reason(),
          true);
    }
  }

  /** A page of tasks. */
  record TaskPage(
      List<TaskRow> tasks,

      @Says("Give it back as cursor for the next page; null on the last.") @Nullable
      String nextCursor) {}

  /** Work that was handed in. */
  record Work(
      AgentId agent,
      int epoch,
      int round,
      @Nullable String link,
      String note,
      List<String> checks,
      Instant at,
      @Says(Mail.UNTRUSTED) boolean untrusted) {

    static Work of(Reads.Submission work) {
      return new Work(
          work.agent(),
          work.epoch(),
          work.round(),
          Mail.orNull(work.link()),
          work.note(),
          work.checks(),
          work.at(),
          true);
    }
  }

  /** All there is to know of a task. */
  record TaskDetails(
      TaskRow task,
      String brief,
      List<String> doneWhen,
      Actor createdBy,
      Instant createdAt,
      @Says("The last work handed in.") @Nullable Work submission,
      @Says("What the last holder left for the next.") Mail.@Nullable HandOver handover,
      @Says("The last word its holder must hear.") Mail.@Nullable Word feedback,
      @Says("What was said when it got stuck.") Mail.@Nullable Word stuck,
      @Says("What a person would have to do.") @Nullable String need,
      @Nullable Actor passedBy,
      @Says("How many verdicts there were.") int reviews,
      @Nullable Actor closedBy,

      @Says("What happened to it, oldest first; the last " + Reads.PAGE_MAX + " events.")
      List<EventRow> history,

      @Says(Mail.UNTRUSTED) boolean untrusted) {

    static TaskDetails of(Reads.TaskDetails all, List<Entry> history) {
      Reads.Submission work = all.submission();
      Reads.HandOver left = all.handOver();
      Reads.Word feedback = all.feedback();
      Reads.Word stuck = all.stuck();
      return new TaskDetails(
          TaskRow.of(all.task()),
          all.brief(),
          all.doneWhen(),
          all.createdBy(),
          all.createdAt(),
          work == null ? null : Work.of(work),
          left == null ? null : Mail.HandOver.of(left),
          feedback == null ? null : Mail.Word.of(feedback),
          stuck == null ? null : Mail.Word.of(stuck),
          Mail.orNull(all.need()),
          all.passedBy(),
          all.reviews(),
          all.closedBy(),
          history.stream().map(EventRow::of).toList(),
          true);
    }
  }

  /** An agent. */
  record AgentRow(
      AgentId agent,
      LaneId lane,
      @Says("Who may act for it.") @Nullable PersonId person,
      boolean paused,
      @Says("Its last sign of life.") @Nullable Instant heard,

      @Says("Until when it said it would be silent.") @Nullable
      Instant quietUntil,

      @Says("What it holds.") List<TaskRow> holds) {

    static AgentRow of(Reads.AgentDetails one) {
      Agent agent = one.agent();
      Agent.Quiet quiet = agent.quiet();
      return new AgentRow(
          agent.id(),
          agent.lane(),
          agent.person(),
          agent.paused(),
          one.heard(),
          quiet == null ? null : quiet.until(),
          one.holds().stream().map(TaskRow::of).toList());
    }
  }

  /** A page of agents, by name. */
  record AgentPage(
      List<AgentRow> agents,

      @Says("Give it back as cursor for the next page; null on the last.") @Nullable
      String nextCursor) {}

  /** An agent that has units of a resource. */
  record HolderRow(
      AgentId agent,
      TaskId task,
      @Says(Ask.UNITS) Map<String, Object> resources,
      Instant since,

      @Says("When they come back by themselves, if they do.") @Nullable
      Instant expires) {

    static HolderRow of(Grant grant) {
      return new HolderRow(
          grant.agent(), grant.task(), Mail.units(grant.needs()), grant.since(), grant.until());
    }
  }

  /** An agent that waits for units of a resource. */
  record WaiterRow(AgentId agent, @Says(Ask.UNITS) Map<String, Object> resources, Instant since) {

    static WaiterRow of(Waiter waiter) {
      return new WaiterRow(waiter.agent(), Mail.units(waiter.needs()), waiter.since());
    }
  }

  /** A resource. */
  record ResourceRow(
      ResourceId resource,

      @Says("How many units may be held at once; null for a rate budget and for paths.") @Nullable
      Integer units,

      @Says("How many calls may be made in any window; null where units are held.") @Nullable
      Integer limit,

      @Says("The length of that window.") @Nullable Long windowS,
      @Says("How many units could be had now.") int free,

      @Says("Until when nobody gets a unit, because somebody met the limit.") @Nullable
      Instant frozenUntil,

      @Says("Who has it, oldest first.") List<HolderRow> held,
      @Says("Who waits for it, first come first.") List<WaiterRow> waiting) {

    static ResourceRow of(Holding one) {
      Resource settings = one.settings();
      Duration window = settings == null ? null : settings.window();
      return new ResourceRow(
          one.resource(),
          settings == null || settings.spent() ? null : (Integer) settings.capacity(),
          settings != null && settings.spent() ? (Integer) settings.capacity() : null,
          window == null ? null : window.toSeconds(),
          one.free(),
          one.frozenUntil(),
          one.held().stream().limit(Reads.PAGE_MAX).map(HolderRow::of).toList(),
          one.waiting().stream().limit(Reads.PAGE_MAX).map(WaiterRow::of).toList());
    }
  }

  /** A page of resources, by name. */
  record ResourcePage(
      List<ResourceRow> resources,

      @Says("Give it back as cursor for the next page; null on the last.") @Nullable
      String nextCursor) {}

  /** One link of what a task waits for; what it is not about is null. */
  record Step(
      @Says("What it is, as a word for programs: needs_held, holds, lane_full, ready …")
      String reason,

      @Nullable TaskId task,

      @Says("All the tasks it comes after and that are open.")
      List<TaskId> tasks,

      @Nullable AgentId agent,
      @Says("Those who have it, or could begin.") List<AgentId> agents,
      @Nullable LaneId lane,
      @Says("The person that it waits for.") @Nullable PersonId person,
      @Says("What is needed.") @Nullable Map<String, Object> resources,

      @Says("When it ends or changes by itself.") @Nullable Instant at,

      @Says("About how many seconds it takes.") @Nullable Long estimateS) {

    static Step of(Chain.Step step) {
      Map<String, Object> named = step.named();
      Object task = named.get("task");
      Object needs = named.containsKey("need") ? List.of(named.get("need")) : named.get("needs");
      Instant at =
          (Instant) named.getOrDefault("at", named.getOrDefault("begins_by", named.get("lost_at")));
      return new Step(
          step.reason().word(),
          task instanceof Task known ? known.id() : (TaskId) task,
          list(named.get("tasks"), TaskId.class),
          (AgentId) named.get("agent"),
          list(named.get("agents"), AgentId.class),
          (LaneId) named.get("lane"),
          (PersonId) named.get("who"),
          needs == null ? null : Mail.units(list(needs, Need.class)),
          at,
          named.get("time") instanceof Duration wait
              ? (Long) wait.plusMillis(999).toSeconds()
              : null);
    }

    private static <T> List<T> list(@Nullable Object value, Class<T> of) {
      return value instanceof List<?> all ? all.stream().map(of::cast).toList() : List.of();
    }
  }

  /** What a task waits for, and what that waits for, down to a holder, a limit, a time, a person. */
  record Why(TaskId task, List<Step> chain) {}

  /** A lane and how much is in it. */
  record LaneRow(
      LaneId lane,
      boolean paused,
      @Says("It has work, and nobody alive to do it.") boolean empty,

      @Says("How many holds its agents may have together; null for no limit of its own.") @Nullable
      Integer wip,

      @Says("Open tasks by state, where there are any.") Map<String, Integer> counts) {

    static LaneRow of(Lane lane, Reads.Overview all) {
      Board.LaneState state = all.lanes().get(lane.id());
      return new LaneRow(
          lane.id(),
          state != null && state.paused(),
          state != null && state.empty(),
          lane.wip(),
          counts(all.counts().getOrDefault(lane.id(), Map.of())));
    }

    private static Map<String, Integer> counts(Map<State, Integer> tasks) {
      Map<String, Integer> words = new LinkedHashMap<>();
      for (State state : State.values()) {
        int number = tasks.getOrDefault(state, 0);
        if (number > 0) {
          words.put(state.word(), number);
        }
      }
      return words;
    }
  }

  /** A place in line. */
  record PlaceRow(
      AgentId agent,

      @Says("The task it waits for; null for any.") @Nullable
      TaskId wish,

      Instant since) {

    static PlaceRow of(Place place) {
      return new PlaceRow(place.agent(), place.wish(), place.since());
    }
  }

  /** The team at a glance, all of one moment. */
  record BoardView(
      TeamId team,
      boolean paused,
      @Says("How many holds the team may have at once.") int wip,
      List<LaneRow> lanes,

      @Says("At most " + Reads.PAGE_MAX + ", by name; /v1/agents has them all.")
      List<AgentRow> agents,

      @Says("Who waits, first come first.") List<PlaceRow> line,

      @Says("Open tasks that are not todo, and the next few todo ones of each lane; at most "
          + Reads.PAGE_MAX + ". /v1/tasks has them all.")
      List<TaskRow> tasks,

      @Says("The number of the last event: where to go on with /v1/events.")
      long event) {

    static BoardView of(Reads.Overview all) {
      return new BoardView(
          all.team().id(),
          all.paused(),
          all.team().wip(),
          all.team().lanes().values().stream()
              .map(lane -> LaneRow.of(lane, all))
              .toList(),
          all.agents().stream()
              .filter(one -> !one.agent().removed())
              .limit(Reads.PAGE_MAX)
              .map(AgentRow::of)
              .toList(),
          all.line().stream().limit(Reads.PAGE_MAX).map(PlaceRow::of).toList(),
          all.active().stream().limit(Reads.PAGE_MAX).map(TaskRow::of).toList(),
          all.events());
    }
  }

  /** Something that happened. */
  record EventRow(
      @Says("Dense within the team, from 1.") long number,
      Instant at,

      @Says(
          "Who caused it: agent:ada, person:priya, operator:cli, system:signalbox, or schedule: and"
              + " its lane, cron and zone.")
      Actor by,

      @Says("What happened, such as Claimed.") String type,
      @Nullable TaskId task,

      @Says("The rest of it, as the type has it. " + Mail.UNTRUSTED)
      ObjectNode data) {

    static EventRow of(Entry entry) {
      return new EventRow(
          entry.number(),
          entry.at(),
          entry.by(),
          entry.event().getClass().getSimpleName(),
          entry.event().subject().orElse(null),
          Json.tree(entry.event()).put("untrusted", true));
    }
  }

  /** A page of the log. */
  record EventPage(
      List<EventRow> events,

      @Says("Where to go on: give it back as after. The same as you gave if there was nothing new.")
      long next) {}
}
