package dev.signalbox.talk;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Many pings of one person in one message: a line for each that says what to do. It mentions once,
 * and when nothing of it waits any more it is one line.
 */
final class CollectedView {

  /** So many are named; the rest is counted, for platforms allow only so much text. */
  private static final int SHOWN_MAX = 10;

  private final Reads reads;
  private final TeamId team;
  private final ZoneId zone;

  CollectedView(Reads reads, TeamId team, ZoneId zone) {
    this.reads = reads;
    this.team = team;
    this.zone = zone;
  }

  /**
   * @param pings all that the message tells, oldest first, never none
   */
  Message of(List<Reads.Told> pings) {
    List<Reads.PingDetails> open =
        pings.stream().filter(Reads.Told::open).map(Reads.Told::ping).toList();
    Draft draft = new Draft(Kind.PING, zone);
    if (open.isEmpty()) {
      return draft.say(Role.BODY, "collected.over", "number", pings.size()).asWritten();
    }
    int number = open.size();
    draft.say(
        Role.TITLE,
        Words.counted("collected.title", number),
        "owner",
        new Span.Mention(open.get(0).person()),
        "number",
        number);
    open.stream()
        .limit(SHOWN_MAX)
        .flatMap(ping -> line(ping).stream())
        .forEach(line -> draft.line(Role.BODY, line));
    if (number > SHOWN_MAX) {
      draft.say(Role.META, "collected.more", "number", number - SHOWN_MAX);
    }
    int gone = pings.size() - number;
    if (gone > 0) {
      draft.say(Role.META, Words.counted("collected.gone", gone), "number", gone);
    }
    return draft
        .button(new Button(
            Action.look("board", Subject.TEAM).toString(),
            Words.raw("button.board"),
            Words.raw("button.board_all.aloud"),
            Button.Rank.OTHER,
            List.of()))
        .asWritten();
  }

  private Optional<List<Span>> line(Reads.PingDetails ping) {
    Optional<LaneId> lane = ping.subject().laneId();
    if (lane.isPresent()) {
      return Optional.of(Say.spans("collected.lane", "state", PingView.STUCK, "lane", lane.get()));
    }
    return ping.subject()
        .taskId()
        .flatMap(id -> reads.task(team, id))
        .map(details -> line(ping, details.task()));
  }

  private static List<Span> line(Reads.PingDetails ping, Task task) {
    TaskId id = task.id();
    boolean ready = ping.kind() == PersonEvent.Pinged.Kind.READY;
    String key = ready
        ? task.state() == State.READY ? "collected.ready" : "collected.shipped"
        : "collected.stuck";
    Span state = ready ? PingView.READY : PingView.STUCK;
    return Say.spans(key, "state", state, "task", Say.named(task), "id", id);
  }
}
