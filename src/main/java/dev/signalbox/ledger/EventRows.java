package dev.signalbox.ledger;

import dev.signalbox.board.Event;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ResourceEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.ledger.LogLine.Rows;

/** Which rows begin or end with which event. How things stand afterwards is written from the board. */
final class EventRows implements Event.Match<Rows> {

  static final EventRows ALL = new EventRows();

  private EventRows() {}

  @Override
  public Rows created(TaskEvent.Created event) {
    return line -> TaskHistory.created(line, event);
  }

  @Override
  public Rows edited(TaskEvent.Edited event) {
    return line -> TaskHistory.edited(line, event);
  }

  @Override
  public Rows noted(TaskEvent.Noted event) {
    return Rows.NONE;
  }

  @Override
  public Rows reserved(TaskEvent.Reserved event) {
    return Rows.NONE;
  }

  @Override
  public Rows reservationEnded(TaskEvent.ReservationEnded event) {
    return Rows.NONE;
  }

  @Override
  public Rows movedOn(TaskEvent.MovedOn event) {
    return line -> TaskHistory.movedOn(line, event);
  }

  @Override
  public Rows becameReady(TaskEvent.BecameReady event) {
    return line -> TaskHistory.settled(line, event.task());
  }

  @Override
  public Rows done(TaskEvent.Done event) {
    return line -> TaskHistory.done(line, event);
  }

  @Override
  public Rows becameStuck(TaskEvent.BecameStuck event) {
    return line -> {
      HoldHistory.stuck(line, event.task());
      TaskHistory.stuck(line, event);
    };
  }

  @Override
  public Rows claimed(HoldEvent.Claimed event) {
    return line -> HoldHistory.claimed(line, event);
  }

  @Override
  public Rows begun(HoldEvent.HoldBegun event) {
    return line -> HoldHistory.begun(line, event);
  }

  @Override
  public Rows progressed(HoldEvent.Progressed event) {
    return line -> HoldHistory.progressed(line, event);
  }

  @Override
  public Rows quiet(HoldEvent.HoldQuiet event) {
    return line -> HoldHistory.quiet(line, event.task(), event.epoch(), event.heard());
  }

  @Override
  public Rows back(HoldEvent.HoldBack event) {
    return line -> HoldHistory.quiet(line, event.task(), event.epoch(), null);
  }

  @Override
  public Rows lost(HoldEvent.HoldLost event) {
    return line -> HoldHistory.end(line, event.task(), event.epoch(), "lost", "");
  }

  @Override
  public Rows lapsed(HoldEvent.HoldLapsed event) {
    return line -> HoldHistory.end(line, event.task(), event.epoch(), "lapsed", "");
  }

  @Override
  public Rows released(HoldEvent.HoldReleased event) {
    return line -> HoldHistory.released(line, event);
  }

  @Override
  public Rows stopped(HoldEvent.HoldStopped event) {
    return line -> HoldHistory.end(line, event.task(), event.epoch(), "stopped", "");
  }

  @Override
  public Rows submitted(HoldEvent.Submitted event) {
    return line -> HoldHistory.submitted(line, event);
  }

  @Override
  public Rows lateWork(HoldEvent.LateWork event) {
    return line -> HoldHistory.lateWork(line, event);
  }

  @Override
  public Rows placeTaken(HoldEvent.PlaceTaken event) {
    return Rows.NONE;
  }

  @Override
  public Rows placeLeft(HoldEvent.PlaceLeft event) {
    return Rows.NONE;
  }

  @Override
  public Rows willing(HoldEvent.Willing event) {
    return Rows.NONE;
  }

  @Override
  public Rows left(HoldEvent.AgentLeft event) {
    return line -> TeamHistory.left(line, event);
  }

  @Override
  public Rows reviewAssigned(ReviewEvent.ReviewAssigned event) {
    return line -> ReviewHistory.assigned(line, event);
  }

  @Override
  public Rows passed(ReviewEvent.Passed event) {
    return line -> ReviewHistory.passed(line, event);
  }

  @Override
  public Rows failed(ReviewEvent.Failed event) {
    return line -> ReviewHistory.failed(line, event);
  }

  @Override
  public Rows healed(ReviewEvent.Healed event) {
    return Rows.NONE;
  }

  @Override
  public Rows accepted(PersonEvent.Accepted event) {
    return Rows.NONE;
  }

  @Override
  public Rows returned(PersonEvent.Returned event) {
    return line -> TaskHistory.returned(line, event);
  }

  @Override
  public Rows unblocked(PersonEvent.Unblocked event) {
    return line -> TaskHistory.unblocked(line, event);
  }

  @Override
  public Rows cancelled(PersonEvent.Cancelled event) {
    return line -> TaskHistory.closed(line, event.task());
  }

  @Override
  public Rows pinged(PersonEvent.Pinged event) {
    return line -> TeamHistory.pinged(line, event);
  }

  @Override
  public Rows pingSettled(PersonEvent.PingSettled event) {
    return line -> TeamHistory.pingSettled(line, event);
  }

  @Override
  public Rows snoozed(PersonEvent.Snoozed event) {
    return line -> TeamHistory.snoozed(line, event);
  }

  @Override
  public Rows snoozeEnded(PersonEvent.SnoozeEnded event) {
    return line -> TeamHistory.snoozeEnded(line, event);
  }

  @Override
  public Rows configured(TeamEvent.Configured event) {
    return Rows.NONE;
  }

  @Override
  public Rows agentAdded(TeamEvent.AgentAdded event) {
    return line -> TeamHistory.agentAdded(line, event);
  }

  @Override
  public Rows agentRemoved(TeamEvent.AgentRemoved event) {
    return Rows.NONE;
  }

  @Override
  public Rows tokenIssued(TeamEvent.TokenIssued event) {
    return Rows.NONE;
  }

  @Override
  public Rows tokenRevoked(TeamEvent.TokenRevoked event) {
    return Rows.NONE;
  }

  @Override
  public Rows tokenRotated(TeamEvent.TokenRotated event) {
    return Rows.NONE;
  }

  @Override
  public Rows paused(TeamEvent.Paused event) {
    return Rows.NONE;
  }

  @Override
  public Rows resumed(TeamEvent.Resumed event) {
    return Rows.NONE;
  }

  @Override
  public Rows laneEmptied(TeamEvent.LaneEmptied event) {
    return Rows.NONE;
  }

  @Override
  public Rows laneServed(TeamEvent.LaneServed event) {
    return Rows.NONE;
  }

  @Override
  public Rows awoke(TeamEvent.Awoke event) {
    return Rows.NONE;
  }

  @Override
  public Rows unitsTaken(ResourceEvent.UnitsTaken event) {
    return Rows.NONE;
  }

  @Override
  public Rows unitsReturned(ResourceEvent.UnitsReturned event) {
    return Rows.NONE;
  }

  @Override
  public Rows unitsAwaited(ResourceEvent.UnitsAwaited event) {
    return Rows.NONE;
  }

  @Override
  public Rows unitsForgone(ResourceEvent.UnitsForgone event) {
    return Rows.NONE;
  }

  @Override
  public Rows budgetFrozen(ResourceEvent.BudgetFrozen event) {
    return Rows.NONE;
  }
}
