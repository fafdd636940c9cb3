package dev.signalbox;

import dev.signalbox.board.Agent;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Offices.Finding;
import dev.signalbox.timer.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is looked at of one team: what it is told, its agents, lanes and people, its digest. */
final class TeamCheckup {

  static final Duration WAITS_MAX = Duration.ofMinutes(2);
  private static final int PARKED_SHOWN = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final Reads reads;
  private final Reads.Overview overview;
  private final Instant now;

  TeamCheckup(Reads reads, TeamId team, Instant now) {
    this.reads = reads;
    this.overview = reads.overview(team);
    this.now = now;
  }

  List<Finding> findings() {
    return Stream.of(parked(), List.of(waiting()), rooms(), agents(), lanes(), people(), digest())
        .flatMap(List::stream)
        .toList();
  }

  private Team team() {
    return overview.team();
  }

  private String at(Instant time) {
    ZoneId zone = team().zone();
    return TIME.format(time.atZone(zone));
  }

  // -- what is told -------------------------------------------------------------------------------

  private List<Finding> parked() {
    List<Reads.OutboxRow> rows = reads.parked(team().id(), Reads.PAGE_MAX);
    if (rows.isEmpty()) {
      return List.of(Checkup.well("Everything could be delivered."));
    }
    List<Finding> found = new ArrayList<>();
    int first = Math.max(0, rows.size() - PARKED_SHOWN);
    for (Reads.OutboxRow row : rows.subList(first, rows.size())) {
      found.add(Checkup.ill(
          "A " + row.demand().kind().word() + " about " + row.demand().subject()
              + " was not told to " + row.demand().room() + ": " + row.why() + ".",
          "It is not tried again. Mend the cause; what it tells is on the board."));
    }
    if (first > 0) {
      found.add(Checkup.ill(first + " more were not told before that.", "Mend the cause."));
    }
    return found;
  }

  private Finding waiting() {
    Optional<Reads.OutboxRow> oldest = reads
        .oldestWaiting(team().id(), now)
        .filter(row -> row.notBefore().plus(WAITS_MAX).isBefore(now));
    return oldest
        .map(row -> Checkup.ill(
            "Since " + at(row.notBefore()) + " a " + row.demand().kind().word() + " about "
                + row.demand().subject() + " waits to be told to "
                + row.demand().room() + ".",
            "Its platform does not answer, or the server does not run: see its log."))
        .orElseGet(() -> Checkup.well("Nothing waits to be told."));
  }

  private List<Finding> rooms() {
    return team().rooms().stream()
        .map(room -> reads
            .lastSent(team().id(), room)
            .map(sent -> Checkup.well(room + " was last told something " + at(sent) + "."))
            .orElseGet(() -> Checkup.well(room + " had nothing to be told this week.")))
        .toList();
  }

  // -- agents and lanes ---------------------------------------------------------------------------

  private List<Reads.AgentDetails> known() {
    return overview.agents().stream().filter(known -> !known.agent().removed()).toList();
  }

  private List<Finding> agents() {
    List<Finding> found = new ArrayList<>();
    for (Reads.AgentDetails known : known()) {
      Agent agent = known.agent();
      Vitality life = team()
          .lane(agent.lane())
          .map(lane -> Vitality.of(lane, known.heard(), now))
          .orElse(Vitality.LOST);
      Instant heard = known.heard();
      if (heard == null) {
        found.add(Checkup.ill(
            agent.id() + " is not here: it was never heard, or it left.",
            "Start it with its token; a new one: agent rotate " + agent.id()));
      } else if (life == Vitality.LOST && !known.holds().isEmpty()) {
        found.add(Checkup.ill(
            agent.id() + " is silent since " + at(heard) + " and holds "
                + known.holds().stream()
                    .map(task -> task.id().toString())
                    .collect(Collectors.joining(", "))
                + ".",
            "Nothing ends just after a start; if it stays so, sweeps do not run."));
      }
    }
    return found.isEmpty()
        ? List.of(Checkup.well("Every agent was heard, and none that is lost holds anything."))
        : found;
  }

  private long agentsOf(LaneId lane) {
    return known().stream().filter(known -> known.agent().lane().equals(lane)).count();
  }

  private List<Finding> lanes() {
    List<Finding> found = new ArrayList<>();
    for (Lane lane : team().lanes().values()) {
      if (agentsOf(lane.id()) == 0) {
        found.add(Checkup.ill(
            "Nobody works in " + lane.id() + ".", "agent add HANDLE lane:" + lane.id()));
      }
      reviewers(lane).ifPresent(found::add);
    }
    return found.isEmpty()
        ? List.of(Checkup.well("Every lane has agents, and reviewers where it needs them."))
        : found;
  }

  private Optional<Finding> reviewers(Lane lane) {
    Lane.ReviewBy by = lane.reviewBy();
    boolean some = known().stream()
            .filter(known -> by.includes(known.agent().lane()))
            .limit(2)
            .count()
        > (by.includes(lane.id()) ? 1 : 0);
    String who = by.lanes().isEmpty()
        ? "any other agent"
        : by.lanes().stream().map(LaneId::name).collect(Collectors.joining(", "));
    return by.nobody() || some
        ? Optional.empty()
        : Optional.of(Checkup.ill(
            "Nobody can review " + lane.id() + " (reviewed by " + who + ").",
            "Add an agent there, or: lane set " + lane.id() + " review_by:none finish:accept"));
  }

  // -- people and the digest ----------------------------------------------------------------------

  private List<Finding> people() {
    List<PersonId> admins = team().admins();
    return List.of(
        admins.isEmpty()
            ? Checkup.ill(
                "Nobody is an admin.", "Give somebody role: admin in the file of settings.")
            : Checkup.well("Admins: "
                + admins.stream().map(PersonId::name).collect(Collectors.joining(", ")) + "."));
  }

  private List<Finding> digest() {
    String cron = team().notices().digest();
    if (cron == null) {
      return List.of();
    }
    return List.of(Timer.wrong(cron)
        .map(why -> Checkup.ill(
            "The digest never comes: “" + cron + "” is no time (" + why + ").",
            "digest at:\"0 0 9 ? * MON-FRI\""))
        .orElseGet(
            () -> Checkup.well("The digest comes at “" + cron + "”, " + team().zone() + ".")));
  }
}
