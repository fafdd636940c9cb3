package dev.signalbox.talk;

import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what the outbox asks for into words, at the moment it is delivered: the present truth. What
 * stands around a task may be a moment old where much is to be told, never older than what is told.
 * Confined to one thread.
 */
public final class Teller {

  /** So many lines of one task are told one by one, even when a room has much to hear. */
  private static final int FOLD_ABOVE = 3;

  /** So old may be what was read of the team for another message. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Reads reads;
  private final InstantSource clock;
  private final Spelling spelling;
  private Reads.@Nullable Overview latest;
  private Instant lookedAt = Instant.MIN;

  /**
   * @param spelling how commands are typed in the room
   */
  public Teller(Reads reads, InstantSource clock, Spelling spelling) {
    this.reads = reads;
    this.clock = clock;
    this.spelling = spelling;
  }

  /**
   * What to say for rows of one kind about one subject.
   *
   * @param rows oldest first; several only for what is told once: a card, a message of pings, or
   *     lines and pings that become one message
   * @param busy whether the room has so much to hear that many lines are better counted
   * @return empty where there is nothing to say any more
   */
  public Optional<Message> tell(List<Reads.OutboxRow> rows, boolean busy) {
    Reads.OutboxRow row = rows.get(rows.size() - 1);
    Demand demand = row.demand();
    return switch (demand.kind()) {
      case CARD ->
        demand.subject().equals(Subject.TEAM)
            ? Optional.of(WelcomeView.of(reads.overview(row.team()), spelling))
            : demand
                .subject()
                .taskId()
                .flatMap(id -> Scene.of(reads, around(row.team(), demand.event()), id))
                .map(CardView::of);
      case LINE -> busy && rows.size() > FOLD_ABOVE ? Optional.of(folded(rows)) : lines(rows);
      case DIGEST -> Optional.of(digest(row));
      case BOARD -> Optional.of(BoardView.shared(glance(row.team())));
      case PING -> pings(rows);
      case PING_EDIT -> edited(row.team(), demand);
    };
  }

  /** As of now; what was done since the last digest before this one. */
  private Message digest(Reads.OutboxRow row) {
    Instant due = Instant.ofEpochSecond(row.demand().event());
    Instant since = reads
        .lastDigest(row.team())
        .filter(mark -> mark.at().equals(due))
        .map(Reads.DigestMark::since)
        .orElse(due.minus(Duration.ofDays(1)));
    return DigestView.of(
        Kind.DIGEST,
        glance(row.team()),
        since,
        reads.doneSince(row.team(), since, Reads.PAGE_MAX),
        id -> reads.task(row.team(), id));
  }

  /** The team as it was a moment ago, but not before an event. */
  private Reads.Overview around(TeamId team, long event) {
    Reads.Overview known = latest;
    Instant now = clock.instant();
    if (known == null
        || !known.team().id().equals(team)
        || known.events() < event
        || now.isBefore(lookedAt)
        || !now.isBefore(lookedAt.plus(MOMENT))) {
      known = reads.overview(team);
      latest = known;
      lookedAt = now;
    }
    return known;
  }

  private Glance glance(TeamId team) {
    return new Glance(reads.overview(team), clock.instant());
  }

  private Message folded(List<Reads.OutboxRow> rows) {
    Reads.OutboxRow last = rows.get(rows.size() - 1);
    return new Draft(
            Kind.LINE, around(last.team(), last.demand().event()).team().zone())
        .say(Role.META, "line.folded", "number", rows.size())
        .asWritten();
  }

  private Optional<Message> lines(List<Reads.OutboxRow> rows) {
    TeamId team = rows.get(0).team();
    Reads.Overview overview = around(team, rows.get(rows.size() - 1).demand().event());
    Draft draft = new Draft(Kind.LINE, overview.team().zone());
    boolean any = false;
    for (Reads.OutboxRow row : rows) {
      Optional<Entry> entry = reads.event(team, row.demand().event());
      if (entry.isEmpty()) {
        continue;
      }
      Optional<TaskId> task = row.demand().subject().taskId();
      Scene scene = task.flatMap(id -> Scene.of(reads, overview, id)).orElse(null);
      TaskId freed = Freed.by(entry.get(), overview, reads).orElse(null);
      for (Message.Line line : Lines.of(entry.get(), overview.team(), scene, freed)) {
        draft.line(line.role(), line.spans());
        any = true;
      }
    }
    return any ? Optional.of(draft.asWritten()) : Optional.empty();
  }

  /** One ping, or several in one message; those that are settled or put aside are left out. */
  private Optional<Message> pings(List<Reads.OutboxRow> rows) {
    TeamId team = rows.get(0).team();
    List<Reads.Told> open = rows.stream().flatMap(row -> calling(row).stream()).toList();
    return open.isEmpty()
        ? Optional.empty()
        : open.size() == 1
            ? open(team, open.get(0).ping(), rows.get(0).demand().event())
            : Optional.of(collected(team, open));
  }

  private Optional<Reads.Told> calling(Reads.OutboxRow row) {
    Demand demand = row.demand();
    return reads
        .ping(row.team(), demand.subject(), demand.episode())
        .map(ping -> new Reads.Told(ping, demand.mention()))
        .filter(Reads.Told::open);
  }

  private Message collected(TeamId team, List<Reads.Told> pings) {
    return new CollectedView(reads, team, reads.overview(team).team().zone()).of(pings);
  }

  /** What the message of a ping says from now on. */
  private Optional<Message> edited(TeamId team, Demand demand) {
    List<Reads.Told> told = reads
        .message(team, demand)
        .map(message -> reads.toldBy(team, demand.room(), message))
        .orElse(List.of());
    return told.size() > 1
        ? Optional.of(collected(team, told))
        : reads
            .ping(team, demand.subject(), demand.episode())
            .flatMap(ping -> edited(team, demand, ping));
  }

  private Optional<Message> edited(TeamId team, Demand demand, Reads.PingDetails ping) {
    if (ping.settledAt() != null) {
      return settled(team, ping, demand.event());
    }
    Optional<Entry> entry = reads.event(team, demand.event());
    return entry.isPresent() && entry.get().event() instanceof PersonEvent.Snoozed snoozed
        ? Scene.of(reads, around(team, demand.event()), snoozed.task())
            .map(scene -> PingView.snoozed(scene, entry.get().by(), snoozed.until()))
        : open(team, ping, demand.event());
  }

  private Optional<Message> open(TeamId team, Reads.PingDetails ping, long event) {
    Optional<LaneId> lane = ping.subject().laneId();
    return lane.isPresent()
        ? Optional.of(PingView.emptyLane(ping, lane.get(), around(team, event)))
        : scene(team, ping, event).map(scene -> PingView.open(ping, scene, clock.instant()));
  }

  private Optional<Message> settled(TeamId team, Reads.PingDetails ping, long event) {
    Optional<LaneId> lane = ping.subject().laneId();
    return lane.isPresent()
        ? Optional.of(PingView.settledLane(ping, lane.get(), around(team, event)))
        : scene(team, ping, event)
            .map(scene ->
                PingView.settled(ping, scene, reads.history(team, scene.task().id())));
  }

  private Optional<Scene> scene(TeamId team, Reads.PingDetails ping, long event) {
    return ping.subject().taskId().flatMap(id -> Scene.of(reads, around(team, event), id));
  }
}
