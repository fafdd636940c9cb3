package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Grant;
import dev.signalbox.board.Hold;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ResourceEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The line that tells an event in the thread of its task, or in the room; none for what the card or
 * another line tells already.
 */
final class Lines implements Event.Match<List<Line>> {

  private static final int QUOTE_MAX = 500;

  private final Entry entry;
  private final Team team;
  private final @Nullable Scene scene;
  private final @Nullable TaskId freed;

  private Lines(Entry entry, Team team, @Nullable Scene scene, @Nullable TaskId freed) {
    this.entry = entry;
    this.team = team;
    this.scene = scene;
    this.freed = freed;
  }

  static List<Line> of(Entry entry, Team team, @Nullable Scene scene) {
    return of(entry, team, scene, null);
  }

  /**
   * @param scene the task it is about, for what the event alone does not know
   * @param freed of a promotion, the task whose slot it is that the agent got
   */
  static List<Line> of(Entry entry, Team team, @Nullable Scene scene, @Nullable TaskId freed) {
    return entry.event().match(new Lines(entry, team, scene, freed));
  }

  private static List<Line> nothing() {
    return List.of();
  }

  private List<Line> say(String key, Object... named) {
    List<Span> line = new ArrayList<>(List.of(new Span.When(entry.at()), Say.plain("  ")));
    line.addAll(Say.spans(key, named));
    return List.of(new Line(Role.BODY, line));
  }

  /** One sentence, or with something said another one that holds it. */
  private List<Line> said(String text, String key, Object... named) {
    if (text.isBlank()) {
      return say(key, named);
    }
    Object[] more = new Object[named.length + 2];
    System.arraycopy(named, 0, more, 0, named.length);
    more[named.length] = "text";
    more[named.length + 1] = Say.quote(text, QUOTE_MAX);
    return say(key + "_said", more);
  }

  private List<Line> counted(String key, int limit) {
    return say(Words.counted(key, limit), "limit", limit);
  }

  private Optional<Task> task() {
    return Optional.ofNullable(scene).map(Scene::task);
  }

  private Optional<Lane> lane() {
    return task().flatMap(task -> team.lane(task.lane()));
  }

  private Duration limit(Function<Lane, Duration> of) {
    return lane().map(of).orElse(Duration.ZERO);
  }

  private Object laneName() {
    return task().<Object>map(Task::lane).orElse("");
  }

  @Override
  public List<Line> created(TaskEvent.Created event) {
    return nothing();
  }

  @Override
  public List<Line> edited(TaskEvent.Edited event) {
    List<String> what = new ArrayList<>();
    add(what, "title", event.title());
    add(what, "brief", event.brief());
    add(what, "done_when", event.doneWhen());
    add(what, "priority", event.priority());
    add(what, "owner", event.owner());
    add(what, "lane", event.lane());
    add(what, "route", event.route());
    add(what, "after", event.after());
    add(what, "needs", event.needs());
    return say("line.edited", "who", entry.by(), "what", String.join(", ", what));
  }

  private static void add(List<String> what, String name, @Nullable Object changed) {
    if (changed != null) {
      what.add(name);
    }
  }

  @Override
  public List<Line> noted(TaskEvent.Noted event) {
    return say("line.noted", "who", entry.by(), "text", Say.quote(event.text(), QUOTE_MAX));
  }

  @Override
  public List<Line> reserved(TaskEvent.Reserved event) {
    return switch (event.why()) {
      case REASSIGNED -> say("line.reassigned", "who", entry.by(), "agent", event.agent());
      case CLAIMED_FOR -> say("line.claimed_for", "who", entry.by(), "agent", event.agent());
      case REWORK, RETURNED, UNBLOCKED, AWAITED -> nothing();
    };
  }

  @Override
  public List<Line> reservationEnded(TaskEvent.ReservationEnded event) {
    return switch (event.why()) {
      case LOST -> say("line.unreserved_lost", "agent", event.agent(), "lane", laneName());
      case LEFT -> say("line.unreserved_left", "agent", event.agent(), "lane", laneName());
      case PAUSED -> say("line.unreserved_paused", "agent", event.agent(), "lane", laneName());
      case REMOVED -> say("line.unreserved_removed", "agent", event.agent(), "lane", laneName());
      case TOO_LATE -> say("line.unreserved_late", "agent", event.agent(), "lane", laneName());
    };
  }

  @Override
  public List<Line> movedOn(TaskEvent.MovedOn event) {
    return say("line.moved_on", "lane", event.to());
  }

  @Override
  public List<Line> becameReady(TaskEvent.BecameReady event) {
    return say("line.ready", "owner", task().<Object>map(Task::owner).orElse(""));
  }

  @Override
  public List<Line> done(TaskEvent.Done event) {
    return event.shipped() ? say("line.shipped") : nothing();
  }

  @Override
  public List<Line> becameStuck(TaskEvent.BecameStuck event) {
    return switch (event.reason()) {
      case ASKED ->
        say("line.stuck_asked", "who", entry.by(), "text", Say.quote(event.text(), QUOTE_MAX));
      case ATTEMPTS ->
        counted("line.stuck_attempts", lane().map(Lane::maxAttempts).orElse(0));
      case REVIEW_ROUNDS ->
        counted("line.stuck_rounds", lane().map(Lane::maxRounds).orElse(0));
      case NO_REVIEWER -> say("line.stuck_no_reviewer");
      case TOO_LONG -> say("line.stuck_too_long", "limit", limit(Lane::holdMax));
      case DEPENDENCY_CANCELLED -> say("line.stuck_dependency", "task", event.text());
      case LANE_EMPTY -> nothing();
    };
  }

  @Override
  public List<Line> claimed(HoldEvent.Claimed event) {
    Object due = entry.at().plus(limit(event.begun() ? Lane::beat : Lane::firstBeat));
    if (event.kind() == Hold.Kind.REWORK) {
      int round = task().map(Task::round).orElse(1);
      return say("line.reworks", "agent", event.agent(), "round", round, "due", due);
    }
    Reads.HandOver left = scene == null ? null : scene.details().handOver();
    if (left != null && left.epoch() < event.epoch() && !left.note().isBlank()) {
      return say(
          "line.takes_over",
          "agent",
          event.agent(),
          "before",
          left.agent(),
          "note",
          Say.quote(left.note(), QUOTE_MAX),
          "attempt",
          attempt(),
          "due",
          due);
    }
    if (event.promoted() && freed != null) {
      return say(
          "line.starts_after",
          "freed",
          freed,
          "lane",
          laneName(),
          "agent",
          event.agent(),
          "due",
          due);
    }
    String key = event.promoted() ? "line.starts" : "line.claimed";
    return say(key, "agent", event.agent(), "due", due);
  }

  /** Which attempt this is, where one has failed before. */
  private List<Span> attempt() {
    int before = task().map(Task::attempts).orElse(0);
    return before == 0
        ? List.of()
        : Say.spans(
            "line.attempt",
            "number",
            before + 1,
            "limit",
            lane().map(Lane::maxAttempts).orElse(before + 1));
  }

  @Override
  public List<Line> begun(HoldEvent.HoldBegun event) {
    return nothing();
  }

  @Override
  public List<Line> progressed(HoldEvent.Progressed event) {
    return nothing();
  }

  @Override
  public List<Line> quiet(HoldEvent.HoldQuiet event) {
    boolean reviews = scene != null && scene.hold().filter(Hold::review).isPresent();
    return say(
        reviews ? "line.quiet_reviewer" : "line.quiet",
        "agent",
        event.agent(),
        "since",
        event.heard(),
        "lane",
        laneName(),
        "lost",
        event.heard().plus(holdersLane(event.agent()).map(Lane::lostAfter).orElse(Duration.ZERO)));
  }

  /** The settings of the lane the holder works in, which for a review is not the task's. */
  private Optional<Lane> holdersLane(AgentId agent) {
    return Optional.ofNullable(scene)
        .flatMap(present -> present.overview().agents().stream()
            .filter(known -> known.agent().id().equals(agent))
            .findFirst()
            .flatMap(known -> team.lane(known.agent().lane())));
  }

  @Override
  public List<Line> back(HoldEvent.HoldBack event) {
    Duration silence = Duration.between(event.heard(), entry.at());
    return say("line.back", "agent", event.agent(), "time", silence);
  }

  @Override
  public List<Line> lost(HoldEvent.HoldLost event) {
    Duration silence = Duration.between(event.heard(), entry.at());
    return say("line.lost", "agent", event.agent(), "time", silence);
  }

  @Override
  public List<Line> lapsed(HoldEvent.HoldLapsed event) {
    Duration limit = holdersLane(event.agent()).map(Lane::firstBeat).orElse(Duration.ZERO);
    return say("line.lapsed", "agent", event.agent(), "time", limit);
  }

  @Override
  public List<Line> released(HoldEvent.HoldReleased event) {
    return switch (event.how()) {
      case HOLDER ->
        event.after().isEmpty()
            ? said(event.note(), "line.released", "agent", event.agent())
            : said(
                event.note(),
                "line.awaits",
                "agent",
                event.agent(),
                "tasks",
                Say.list(event.after()));
      case PERSON ->
        said(event.note(), "line.taken_from", "agent", event.agent(), "who", entry.by());
      case LEFT -> said(event.note(), "line.left", "agent", event.agent());
      case REMOVED -> said(event.note(), "line.holder_removed", "agent", event.agent());
    };
  }

  @Override
  public List<Line> stopped(HoldEvent.HoldStopped event) {
    return nothing();
  }

  @Override
  public List<Line> submitted(HoldEvent.Submitted event) {
    boolean reviewed = lane().filter(lane -> !lane.reviewBy().nobody()).isPresent();
    List<Span> link =
        event.link().isBlank() ? List.of() : List.of(Say.link(event.link()), Say.plain(" — "));
    List<Line> lines = new ArrayList<>(say(
        reviewed ? "line.submitted" : "line.handed_in",
        "agent",
        event.agent(),
        "link",
        link,
        "note",
        Say.quote(event.note(), QUOTE_MAX)));
    int number = 1;
    for (String check : event.checks()) {
      List<Span> item =
          Say.spans("line.check", "number", number++, "text", Say.quote(check, QUOTE_MAX));
      lines.add(new Line(Role.QUOTE, item));
    }
    return lines;
  }

  @Override
  public List<Line> lateWork(HoldEvent.LateWork event) {
    return said(event.note(), "line.late", "agent", event.agent());
  }

  @Override
  public List<Line> placeTaken(HoldEvent.PlaceTaken event) {
    int position = scene == null || event.wish() == null ? 0 : scene.position(event.agent());
    return event.wish() == null
        ? nothing()
        : position == 0
            ? say("line.in_line", "agent", event.agent())
            : say(
                "line.in_line_at",
                "agent",
                event.agent(),
                "position",
                position,
                "lane",
                laneName(),
                "slots",
                slots());
  }

  /** How many slots of the lane are taken, where it has a limit. */
  private List<Span> slots() {
    Integer wip = lane().map(Lane::wip).orElse(null);
    if (wip == null || scene == null) {
      return List.of();
    }
    int taken =
        new Glance(scene.overview(), entry.at()).holdsIn(scene.task().lane()).size();
    return Say.spans("line.slots", "lane", laneName(), "taken", taken, "wip", wip);
  }

  @Override
  public List<Line> placeLeft(HoldEvent.PlaceLeft event) {
    return event.wish() == null ? nothing() : say("line.left_line", "agent", event.agent());
  }

  @Override
  public List<Line> willing(HoldEvent.Willing event) {
    return nothing();
  }

  @Override
  public List<Line> left(HoldEvent.AgentLeft event) {
    return nothing();
  }

  @Override
  public List<Line> reviewAssigned(ReviewEvent.ReviewAssigned event) {
    return say("line.reviews", "agent", event.agent(), "round", event.round());
  }

  @Override
  public List<Line> passed(ReviewEvent.Passed event) {
    return said(event.note(), "line.passed", "who", entry.by());
  }

  @Override
  public List<Line> failed(ReviewEvent.Failed event) {
    List<Line> lines =
        new ArrayList<>(say("line.failed", "who", entry.by(), "round", event.round()));
    List<String> points =
        event.feedback().lines().filter(point -> !point.isBlank()).toList();
    boolean numbered =
        points.size() < 2 || points.stream().anyMatch(point -> point.matches("\\s*(\\d|[-*•]).*"));
    for (int i = 0; i < points.size(); i++) {
      Span point = Say.quote(points.get(i), QUOTE_MAX);
      lines.add(new Line(
          Role.QUOTE,
          numbered ? List.of(point) : Say.spans("line.point", "number", i + 1, "text", point)));
    }
    task()
        .filter(task -> task.state() != State.STUCK)
        .map(Task::author)
        .ifPresent(author ->
            lines.add(new Line(Role.META, Say.spans("line.failed_next", "agent", author))));
    return lines;
  }

  @Override
  public List<Line> healed(ReviewEvent.Healed event) {
    return say("line.healed");
  }

  @Override
  public List<Line> accepted(PersonEvent.Accepted event) {
    return say(
        event.unreviewed() ? "line.accepted_unreviewed" : "line.accepted", "who", entry.by());
  }

  @Override
  public List<Line> returned(PersonEvent.Returned event) {
    return say("line.returned", "who", entry.by(), "text", Say.quote(event.why(), QUOTE_MAX));
  }

  @Override
  public List<Line> unblocked(PersonEvent.Unblocked event) {
    return said(event.note(), "line.unblocked", "who", entry.by());
  }

  @Override
  public List<Line> cancelled(PersonEvent.Cancelled event) {
    return say("line.cancelled", "who", entry.by(), "text", Say.quote(event.reason(), QUOTE_MAX));
  }

  @Override
  public List<Line> pinged(PersonEvent.Pinged event) {
    return nothing();
  }

  @Override
  public List<Line> pingSettled(PersonEvent.PingSettled event) {
    return nothing();
  }

  @Override
  public List<Line> snoozed(PersonEvent.Snoozed event) {
    return nothing();
  }

  @Override
  public List<Line> snoozeEnded(PersonEvent.SnoozeEnded event) {
    return nothing();
  }

  @Override
  public List<Line> configured(TeamEvent.Configured event) {
    return event.changes().isEmpty()
        ? say("line.configured_as_before", "who", entry.by())
        : say("line.configured", "who", entry.by(), "changes", SetupView.changes(event.changes()));
  }

  @Override
  public List<Line> agentAdded(TeamEvent.AgentAdded event) {
    return say("line.agent_added", "agent", event.agent(), "lane", event.lane());
  }

  @Override
  public List<Line> agentRemoved(TeamEvent.AgentRemoved event) {
    return say("line.agent_removed", "agent", event.agent(), "who", entry.by());
  }

  @Override
  public List<Line> tokenIssued(TeamEvent.TokenIssued event) {
    return say("line.token_issued", "agent", event.agent(), "who", entry.by());
  }

  @Override
  public List<Line> tokenRevoked(TeamEvent.TokenRevoked event) {
    return say("line.token_revoked", "agent", event.agent(), "who", entry.by());
  }

  @Override
  public List<Line> tokenRotated(TeamEvent.TokenRotated event) {
    String key = event.kind() == TeamEvent.TokenRotated.Kind.TOKEN
        ? "line.token_rotated"
        : "line.secret_rotated";
    return say(key, "agent", event.agent(), "who", entry.by());
  }

  @Override
  public List<Line> paused(TeamEvent.Paused event) {
    return say("line.paused", "who", entry.by(), "what", shown(event.what()));
  }

  @Override
  public List<Line> resumed(TeamEvent.Resumed event) {
    return say("line.resumed", "who", entry.by(), "what", shown(event.what()));
  }

  private static List<Span> shown(Subject what) {
    return switch (what.kind()) {
      case TEAM -> Say.spans("subject.team");
      case LANE -> Say.spans("subject.lane", "lane", new LaneId(what.name()));
      case AGENT -> Say.spans("subject.agent", "agent", new AgentId(what.name()));
      case TASK -> List.of(Say.plain(what.name()));
    };
  }

  @Override
  public List<Line> laneEmptied(TeamEvent.LaneEmptied event) {
    return nothing();
  }

  @Override
  public List<Line> laneServed(TeamEvent.LaneServed event) {
    return nothing();
  }

  @Override
  public List<Line> awoke(TeamEvent.Awoke event) {
    return nothing();
  }

  @Override
  public List<Line> unitsTaken(ResourceEvent.UnitsTaken event) {
    return nothing();
  }

  /** Only what its holder did not do itself is worth a line. */
  @Override
  public List<Line> unitsReturned(ResourceEvent.UnitsReturned event) {
    return event.how() == Grant.How.EXPIRED
        ? say("line.units_expired", "agent", event.agent(), "needs", Needs.written(event.needs()))
        : nothing();
  }

  @Override
  public List<Line> unitsAwaited(ResourceEvent.UnitsAwaited event) {
    return nothing();
  }

  @Override
  public List<Line> unitsForgone(ResourceEvent.UnitsForgone event) {
    return event.why() == null ? nothing() : say("line.units_hopeless", "agent", event.agent());
  }

  @Override
  public List<Line> budgetFrozen(ResourceEvent.BudgetFrozen event) {
    return nothing();
  }
}
