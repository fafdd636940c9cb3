package dev.signalbox.board;

import java.util.Optional;

/**
 * Something that happened: past tense, facts only, never edited. Every event says how it changes
 * the board, and whoever speaks about events meets every kind in {@link Match}.
 */
public sealed interface Event
    permits TaskEvent, HoldEvent, ReviewEvent, PersonEvent, TeamEvent, ResourceEvent {

  /** Changes the board. Never refuses: what may happen was decided before. */
  void applyTo(Board board, Entry entry);

  <R> R match(Match<R> cases);

  /** The task it is about, if one. */
  default Optional<TaskId> subject() {
    return Optional.empty();
  }

  /** One case for every kind of event, so that a new kind does not compile until all know it. */
  interface Match<R> {
    R created(TaskEvent.Created event);

    R edited(TaskEvent.Edited event);

    R noted(TaskEvent.Noted event);

    R reserved(TaskEvent.Reserved event);

    R reservationEnded(TaskEvent.ReservationEnded event);

    R movedOn(TaskEvent.MovedOn event);

    R becameReady(TaskEvent.BecameReady event);

    R done(TaskEvent.Done event);

    R becameStuck(TaskEvent.BecameStuck event);

    R claimed(HoldEvent.Claimed event);

    R begun(HoldEvent.HoldBegun event);

    R progressed(HoldEvent.Progressed event);

    R quiet(HoldEvent.HoldQuiet event);

    R back(HoldEvent.HoldBack event);

    R lost(HoldEvent.HoldLost event);

    R lapsed(HoldEvent.HoldLapsed event);

    R released(HoldEvent.HoldReleased event);

    R stopped(HoldEvent.HoldStopped event);

    R submitted(HoldEvent.Submitted event);

    R lateWork(HoldEvent.LateWork event);

    R placeTaken(HoldEvent.PlaceTaken event);

    R placeLeft(HoldEvent.PlaceLeft event);

    R willing(HoldEvent.Willing event);

    R left(HoldEvent.AgentLeft event);

    R reviewAssigned(ReviewEvent.ReviewAssigned event);

    R passed(ReviewEvent.Passed event);

    R failed(ReviewEvent.Failed event);

    R healed(ReviewEvent.Healed event);

    R accepted(PersonEvent.Accepted event);

    R returned(PersonEvent.Returned event);

    R unblocked(PersonEvent.Unblocked event);

    R cancelled(PersonEvent.Cancelled event);

    R pinged(PersonEvent.Pinged event);

    R pingSettled(PersonEvent.PingSettled event);

    R snoozed(PersonEvent.Snoozed event);

    R snoozeEnded(PersonEvent.SnoozeEnded event);

    R configured(TeamEvent.Configured event);

    R agentAdded(TeamEvent.AgentAdded event);

    R agentRemoved(TeamEvent.AgentRemoved event);

    R tokenIssued(TeamEvent.TokenIssued event);

    R tokenRevoked(TeamEvent.TokenRevoked event);

    R tokenRotated(TeamEvent.TokenRotated event);

    R paused(TeamEvent.Paused event);

    R resumed(TeamEvent.Resumed event);

    R laneEmptied(TeamEvent.LaneEmptied event);

    R laneServed(TeamEvent.LaneServed event);

    R awoke(TeamEvent.Awoke event);

    R unitsTaken(ResourceEvent.UnitsTaken event);

    R unitsReturned(ResourceEvent.UnitsReturned event);

    R unitsAwaited(ResourceEvent.UnitsAwaited event);

    R unitsForgone(ResourceEvent.UnitsForgone event);

    R budgetFrozen(ResourceEvent.BudgetFrozen event);
  }
}
