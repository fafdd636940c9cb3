package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Grant;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.ResourceEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Demands;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which room hears what of an event. Everything edits the card; what moves the task adds a line to
 * its thread; a person is called by {@code Pinged} and by nothing else. What changes the board asks
 * for an edit of it in every room; the ledger knows which rooms have one.
 */
public final class WhatToTell implements Demands {

  /**
   * So many cards are edited because of what happened elsewhere: those of the tasks that come next.
   * What stands further back is told when it is nearer, so that a long line is no storm.
   */
  static final int OTHERS_MAX = 10;

  /** How loud an event is. */
  private enum Loudness {
    NOT,
    CARD,
    CARD_AND_LINE,
    LINE
  }

  @Override
  public List<Demand> of(Entry entry, Board board) {
    Event event = entry.event();
    List<Demand> called = ofPing(entry, board);
    if (!called.isEmpty()) {
      return called;
    }
    Loudness loudness = event.match(new Volume(entry, board));
    Subject subject = event.subject().map(Subject::of).orElseGet(() -> aside(event));
    List<Demand> told = new ArrayList<>();
    if (loudness == Loudness.CARD || loudness == Loudness.CARD_AND_LINE) {
      told.add(demand(entry, board, subject, Demand.Kind.CARD));
    }
    if (loudness == Loudness.LINE || loudness == Loudness.CARD_AND_LINE) {
      told.add(demand(entry, board, subject, Demand.Kind.LINE));
    }
    for (TaskId other : others(event, board)) {
      told.add(demand(entry, board, Subject.of(other), Demand.Kind.CARD));
    }
    if (shownInWelcome(event)) {
      inAllRooms(entry, board, Demand.Kind.CARD, told);
    }
    if (onTheBoard(event, loudness)) {
      inAllRooms(entry, board, Demand.Kind.BOARD, told);
    }
    return told;
  }

  private static void inAllRooms(Entry entry, Board board, Demand.Kind kind, List<Demand> told) {
    for (String room : board.team().rooms()) {
      told.add(new Demand(room, Subject.TEAM, kind, entry.number(), 0));
    }
  }

  /** Whether a shared board says something else now; how work goes is not on it. */
  private static boolean onTheBoard(Event event, Loudness loudness) {
    boolean line = event instanceof HoldEvent.PlaceTaken || event instanceof HoldEvent.PlaceLeft;
    boolean note = event instanceof HoldEvent.Progressed || event instanceof TaskEvent.Noted;
    return line || loudness != Loudness.NOT && !note;
  }

  private static List<Demand> ofPing(Entry entry, Board board) {
    Event event = entry.event();
    if (event instanceof PersonEvent.Pinged asked) {
      return List.of(ping(entry, board, asked.on(), asked.episode()));
    }
    if (event instanceof PersonEvent.SnoozeEnded again) {
      Subject on = Subject.of(again.task());
      return List.of(ping(entry, board, on, again.episode()));
    }
    if (event instanceof PersonEvent.Snoozed aside) {
      Subject on = Subject.of(aside.task());
      return pingEdits(entry, board, on, aside.episode());
    }
    return event instanceof PersonEvent.PingSettled over
        ? pingEdits(entry, board, over.on(), over.episode())
        : List.of();
  }

  private static Demand ping(Entry entry, Board board, Subject on, int episode) {
    String room = Callable.room(board.team(), owner(board, on), room(board, on));
    return new Demand(room, on, Demand.Kind.PING, entry.number(), episode, mention(board, on));
  }

  /** In every room: who is called where may have changed since; the room that has the ping edits it. */
  private static List<Demand> pingEdits(Entry entry, Board board, Subject on, int episode) {
    int mention = mention(board, on);
    return board.team().rooms().stream()
        .map(room -> new Demand(room, on, Demand.Kind.PING_EDIT, entry.number(), episode, mention))
        .toList();
  }

  private static int mention(Board board, Subject on) {
    return on.taskId().flatMap(board::find).map(Task::mentions).orElse(1);
  }

  private static PersonId owner(Board board, Subject on) {
    return on.taskId().flatMap(board::find).map(Task::owner).orElse(board.team().owner());
  }

  private static String room(Board board, Subject subject) {
    return subject
        .taskId()
        .flatMap(board::find)
        .map(Task::room)
        .orElseGet(() -> board.team().rooms().get(0));
  }

  private static Demand demand(Entry entry, Board board, Subject subject, Demand.Kind kind) {
    return new Demand(room(board, subject), subject, kind, entry.number(), 0);
  }

  /** What an event is about that is about no task. */
  private static Subject aside(Event event) {
    if (event instanceof TeamEvent.AgentAdded added) {
      return Subject.of(added.agent());
    }
    if (event instanceof TeamEvent.AgentRemoved removed) {
      return Subject.of(removed.agent());
    }
    if (event instanceof TeamEvent.TokenIssued issued) {
      return Subject.of(issued.agent());
    }
    if (event instanceof TeamEvent.TokenRevoked revoked) {
      return Subject.of(revoked.agent());
    }
    if (event instanceof TeamEvent.TokenRotated rotated) {
      return Subject.of(rotated.agent());
    }
    if (event instanceof ResourceEvent.UnitsForgone forgone) {
      return Subject.of(forgone.agent());
    }
    if (event instanceof TeamEvent.Paused paused) {
      return paused.what();
    }
    return event instanceof TeamEvent.Resumed resumed ? resumed.what() : Subject.TEAM;
  }

  /** Tasks whose cards say something else now although the event is about another. */
  private static Set<TaskId> others(Event event, Board board) {
    Set<TaskId> others = new LinkedHashSet<>();
    movedLine(event).ifPresent(agent -> others.addAll(board.wished(agent, OTHERS_MAX)));
    handedOver(event).ifPresent(needs -> others.addAll(board.needing(needs, OTHERS_MAX)));
    if (event instanceof TaskEvent.Done
        || event instanceof PersonEvent.Returned
        || event instanceof PersonEvent.Cancelled) {
      others.addAll(board.dependants(event.subject().orElseThrow()));
    }
    event.subject().ifPresent(others::remove);
    return others;
  }

  /** What somebody else has from now on, or nobody. */
  private static Optional<List<Need>> handedOver(Event event) {
    if (event instanceof ResourceEvent.UnitsTaken taken) {
      return Optional.of(taken.needs());
    }
    return event instanceof ResourceEvent.UnitsReturned back
        ? Optional.of(back.needs())
        : Optional.empty();
  }

  /** Whether the first message of a room tells of it. */
  private static boolean shownInWelcome(Event event) {
    return event instanceof TeamEvent.Configured
        || event instanceof TeamEvent.AgentAdded
        || event instanceof TeamEvent.AgentRemoved;
  }

  /** An agent in whose lane others may be further ahead now. */
  private static Optional<AgentId> movedLine(Event event) {
    if (event instanceof HoldEvent.Claimed claimed) {
      return Optional.of(claimed.agent());
    }
    if (event instanceof HoldEvent.PlaceTaken taken) {
      return Optional.of(taken.agent());
    }
    if (event instanceof HoldEvent.PlaceLeft left) {
      return Optional.of(left.agent());
    }
    return event instanceof ReviewEvent.ReviewAssigned assigned
        ? Optional.of(assigned.agent())
        : Optional.empty();
  }

  /** How loud each kind of event is. */
  private record Volume(Entry entry, Board board) implements Event.Match<Loudness> {

    @Override
    public Loudness created(TaskEvent.Created event) {
      return Loudness.CARD;
    }

    @Override
    public Loudness edited(TaskEvent.Edited event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness noted(TaskEvent.Noted event) {
      return Loudness.LINE;
    }

    /** What led to it has a line of its own, unless it is itself what somebody did. */
    @Override
    public Loudness reserved(TaskEvent.Reserved event) {
      return switch (event.why()) {
        case REASSIGNED, CLAIMED_FOR -> Loudness.CARD_AND_LINE;
        case REWORK, RETURNED, UNBLOCKED, AWAITED -> Loudness.CARD;
      };
    }

    @Override
    public Loudness reservationEnded(TaskEvent.ReservationEnded event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness movedOn(TaskEvent.MovedOn event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness becameReady(TaskEvent.BecameReady event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness done(TaskEvent.Done event) {
      return event.shipped() ? Loudness.CARD_AND_LINE : Loudness.CARD;
    }

    @Override
    public Loudness becameStuck(TaskEvent.BecameStuck event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness claimed(HoldEvent.Claimed event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness begun(HoldEvent.HoldBegun event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness progressed(HoldEvent.Progressed event) {
      return event.task() == null ? Loudness.NOT : Loudness.CARD;
    }

    @Override
    public Loudness quiet(HoldEvent.HoldQuiet event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness back(HoldEvent.HoldBack event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness lost(HoldEvent.HoldLost event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness lapsed(HoldEvent.HoldLapsed event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness released(HoldEvent.HoldReleased event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness stopped(HoldEvent.HoldStopped event) {
      return Loudness.CARD;
    }

    @Override
    public Loudness submitted(HoldEvent.Submitted event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness lateWork(HoldEvent.LateWork event) {
      return Loudness.LINE;
    }

    @Override
    public Loudness placeTaken(HoldEvent.PlaceTaken event) {
      return event.wish() == null ? Loudness.NOT : Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness placeLeft(HoldEvent.PlaceLeft event) {
      return event.wish() == null ? Loudness.NOT : Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness willing(HoldEvent.Willing event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness left(HoldEvent.AgentLeft event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness reviewAssigned(ReviewEvent.ReviewAssigned event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness passed(ReviewEvent.Passed event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness failed(ReviewEvent.Failed event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness healed(ReviewEvent.Healed event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness accepted(PersonEvent.Accepted event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness returned(PersonEvent.Returned event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness unblocked(PersonEvent.Unblocked event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness cancelled(PersonEvent.Cancelled event) {
      return Loudness.CARD_AND_LINE;
    }

    @Override
    public Loudness snoozed(PersonEvent.Snoozed event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness snoozeEnded(PersonEvent.SnoozeEnded event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness pinged(PersonEvent.Pinged event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness pingSettled(PersonEvent.PingSettled event) {
      return Loudness.NOT;
    }

    /** The first settings are no change. */
    @Override
    public Loudness configured(TeamEvent.Configured event) {
      return entry.number() == 1 ? Loudness.NOT : Loudness.LINE;
    }

    @Override
    public Loudness agentAdded(TeamEvent.AgentAdded event) {
      return Loudness.LINE;
    }

    @Override
    public Loudness agentRemoved(TeamEvent.AgentRemoved event) {
      return Loudness.LINE;
    }

    /** The first token comes with its agent, which has a line of its own. */
    @Override
    public Loudness tokenIssued(TeamEvent.TokenIssued event) {
      return board.agent(event.agent()).tokens() > 1 ? Loudness.LINE : Loudness.NOT;
    }

    /** All tokens go with their agent, which has a line of its own. */
    @Override
    public Loudness tokenRevoked(TeamEvent.TokenRevoked event) {
      return board.agent(event.agent()).removed() ? Loudness.NOT : Loudness.LINE;
    }

    @Override
    public Loudness tokenRotated(TeamEvent.TokenRotated event) {
      return Loudness.LINE;
    }

    @Override
    public Loudness paused(TeamEvent.Paused event) {
      return Loudness.LINE;
    }

    @Override
    public Loudness resumed(TeamEvent.Resumed event) {
      return Loudness.LINE;
    }

    @Override
    public Loudness laneEmptied(TeamEvent.LaneEmptied event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness laneServed(TeamEvent.LaneServed event) {
      return Loudness.NOT;
    }

    @Override
    public Loudness awoke(TeamEvent.Awoke event) {
      return Loudness.NOT;
    }

    /** Who waited for it is shown on the card; who gets it at once is not, nor a budget's unit. */
    @Override
    public Loudness unitsTaken(ResourceEvent.UnitsTaken event) {
      return event.epoch() == 0 && event.asked() != 0 && held(event.needs())
          ? Loudness.CARD
          : Loudness.NOT;
    }

    @Override
    public Loudness unitsReturned(ResourceEvent.UnitsReturned event) {
      return event.how() == Grant.How.EXPIRED && held(event.needs()) ? Loudness.LINE : Loudness.NOT;
    }

    @Override
    public Loudness unitsAwaited(ResourceEvent.UnitsAwaited event) {
      return held(event.needs()) ? Loudness.CARD : Loudness.NOT;
    }

    @Override
    public Loudness unitsForgone(ResourceEvent.UnitsForgone event) {
      return event.why() == null ? Loudness.NOT : Loudness.LINE;
    }

    @Override
    public Loudness budgetFrozen(ResourceEvent.BudgetFrozen event) {
      return Loudness.NOT;
    }

    /** Whether anything of it is held, not spent: budgets come and go by the second. */
    private boolean held(List<Need> needs) {
      return needs.stream()
          .anyMatch(need -> need.resource().files()
              || Optional.ofNullable(board.team().resources().get(need.resource()))
                  .filter(resource -> !resource.spent())
                  .isPresent());
    }
  }
}
