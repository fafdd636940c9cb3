package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one message that calls a person: what happened, what it costs to wait, a button for each
 * sensible act. When it is settled, one line that says how, without a mention and without buttons.
 */
final class PingView {

  static final Span STUCK = new Span.State(Span.Sign.STUCK);
  static final Span READY = new Span.State(Span.Sign.READY);

  private static final int QUOTE_MAX = 300;

  private PingView() {}

  /** A ping about a task that still asks for somebody. */
  static Message open(Reads.PingDetails ping, Scene scene, Instant now) {
    return ping.kind() == PersonEvent.Pinged.Kind.READY
        ? ready(ping, scene)
        : stuck(ping, scene, now);
  }

  private static Message ready(Reads.PingDetails ping, Scene scene) {
    Task task = scene.task();
    Reads.TaskDetails details = scene.details();
    Draft draft = new Draft(Kind.PING, scene.zone());
    String key = task.state() == State.READY ? "ping.ready" : "ping.shipped";
    draft.say(
        Role.TITLE,
        key,
        "owner",
        new Span.Mention(ping.person()),
        "task",
        Say.named(task),
        "state",
        READY);
    Reads.Submission work = details.submission();
    List<List<Span>> facts = new ArrayList<>();
    facts.add(passed(details));
    if (details.reviews() > 0) {
      facts.add(Why.reviews(details.reviews()));
    }
    Duration took = Duration.between(details.createdAt(), task.since());
    facts.add(Say.spans("ping.took", "time", took));
    if (work != null && !work.link().isBlank()) {
      facts.add(List.of(Say.link(work.link())));
    }
    draft.line(Role.META, Say.joined(facts));
    if (work != null) {
      draft.say(Role.BODY, "ping.changed", "note", Say.quote(work.note(), QUOTE_MAX));
    }
    Buttons.ofReady(task).forEach(draft::button);
    return draft.spoken(
        key + "_spoken",
        "owner",
        new Span.Mention(ping.person()),
        "task",
        Say.named(task),
        "passed",
        passed(details));
  }

  private static List<Span> passed(Reads.TaskDetails details) {
    Actor by = details.passedBy();
    return by == null ? Say.spans("ping.unreviewed") : Say.spans("ping.passed", "who", by);
  }

  private static Message stuck(Reads.PingDetails ping, Scene scene, Instant now) {
    Task task = scene.task();
    Span owner = new Span.Mention(ping.person());
    Draft draft = new Draft(Kind.PING, scene.zone())
        .say(Role.TITLE, "ping.stuck", "owner", owner, "task", Say.named(task), "state", STUCK)
        .line(Role.BODY, Why.stuck(scene))
        .line(Role.META, cost(scene));
    Buttons.ofStuck(task, scene.free(now)).forEach(draft::button);
    return draft.spoken(
        "ping.stuck_spoken",
        "owner",
        owner,
        "task",
        Say.named(task),
        "why",
        Why.stuck(scene),
        "cost",
        cost(scene));
  }

  /** What waits for it. */
  private static List<Span> cost(Scene scene) {
    int number = scene.waiting().size();
    return number == 0
        ? Say.spans("ping.nothing_waits")
        : Say.spans(
            Words.counted("ping.waits", number),
            "number",
            number,
            "tasks",
            Say.list(scene.waiting().subList(0, Math.min(5, number))));
  }

  /** A ping about a lane that has work and nobody to do it. */
  static Message emptyLane(Reads.PingDetails ping, LaneId lane, Reads.Overview overview) {
    Span owner = new Span.Mention(ping.person());
    Optional<Lane> settings = overview.team().lane(lane);
    int waiting = overview.counts().getOrDefault(lane, Map.of()).getOrDefault(State.TODO, 0);
    Duration patience = settings.map(Lane::reviewWithin).orElse(Duration.ZERO);
    List<Span> why =
        Say.spans(Words.counted("ping.lane_why", waiting), "number", waiting, "time", patience);
    Subject on = Subject.of(lane);
    return new Draft(Kind.PING, overview.team().zone())
        .say(Role.TITLE, "ping.lane_empty", "owner", owner, "lane", lane, "state", STUCK)
        .line(Role.BODY, why)
        .say(Role.META, "ping.lane_next", "lane", lane)
        .button(new Button(
            Action.look("board", on).toString(),
            Words.raw("button.board"),
            Words.text("button.board.aloud", name -> lane.name()),
            Button.Rank.OTHER,
            List.of()))
        .spoken("ping.lane_spoken", "owner", owner, "lane", lane, "why", why);
  }

  /** A ping that is settled. */
  static Message settled(Reads.PingDetails ping, Scene scene, List<Entry> history) {
    return named(
        scene,
        cause(ping, history)
            .map(entry -> settledBy(entry, history))
            .orElseGet(() -> Say.spans("settled.other", "at", settledAt(ping))));
  }

  /** A ping that somebody put aside. */
  static Message snoozed(Scene scene, Actor who, Instant until) {
    return named(scene, Say.spans("settled.snoozed", "at", until, "who", who));
  }

  private static Message named(Scene scene, List<Span> what) {
    return new Draft(Kind.PING, scene.zone())
        .say(Role.BODY, "settled.named", "what", what, "task", Say.named(scene.task()))
        .asWritten();
  }

  /** Likewise, about a lane. */
  static Message settledLane(Reads.PingDetails ping, LaneId lane, Reads.Overview overview) {
    return new Draft(Kind.PING, overview.team().zone())
        .say(Role.BODY, "settled.lane", "lane", lane, "at", settledAt(ping))
        .asWritten();
  }

  private static Instant settledAt(Reads.PingDetails ping) {
    Instant at = ping.settledAt();
    return at == null ? ping.at() : at;
  }

  /** What settled it: the last act of a kind that can, before it was settled. */
  private static Optional<Entry> cause(Reads.PingDetails ping, List<Entry> history) {
    Entry found = null;
    for (Entry entry : history) {
      Event event = entry.event();
      if (event instanceof PersonEvent.Pinged asked && asked.episode() == ping.episode()) {
        found = null;
      } else if (event instanceof PersonEvent.PingSettled over
          && over.episode() == ping.episode()) {
        return Optional.ofNullable(found);
      } else if (settles(event)) {
        found = entry;
      }
    }
    return Optional.empty();
  }

  private static boolean settles(Event event) {
    return event instanceof PersonEvent.Accepted
        || event instanceof PersonEvent.Returned
        || event instanceof PersonEvent.Unblocked
        || event instanceof PersonEvent.Cancelled
        || event instanceof ReviewEvent.Healed
        || event instanceof TaskEvent.Reserved reserved
            && reserved.why() == TaskEvent.Reserved.Cause.REASSIGNED;
  }

  private static List<Span> settledBy(Entry entry, List<Entry> history) {
    Event event = entry.event();
    if (event instanceof PersonEvent.Accepted) {
      return by("settled.accepted", entry);
    }
    if (event instanceof PersonEvent.Returned returned) {
      return by("settled.returned", entry, "why", quote(returned.why()));
    }
    if (event instanceof PersonEvent.Unblocked unblocked) {
      return unblocked.note().isBlank()
          ? by("settled.unblocked", entry)
          : by("settled.unblocked_note", entry, "note", quote(unblocked.note()));
    }
    if (event instanceof PersonEvent.Cancelled cancelled) {
      return by("settled.cancelled", entry, "reason", quote(cancelled.reason()));
    }
    return event instanceof TaskEvent.Reserved reserved
        ? by("settled.reassigned", entry, "agent", reserved.agent())
        : healed(entry, history);
  }

  /** A reviewer came: who, the next assignment says. */
  private static List<Span> healed(Entry entry, List<Entry> history) {
    return history.stream()
        .filter(later -> later.number() > entry.number())
        .map(Entry::event)
        .filter(ReviewEvent.ReviewAssigned.class::isInstance)
        .map(ReviewEvent.ReviewAssigned.class::cast)
        .findFirst()
        .map(next -> by("settled.healed", entry, "agent", next.agent()))
        .orElseGet(() -> by("settled.healed_free", entry));
  }

  private static List<Span> by(String key, Entry entry, Object... more) {
    Object[] named = new Object[more.length + 4];
    System.arraycopy(new Object[] {"who", entry.by(), "at", entry.at()}, 0, named, 0, 4);
    System.arraycopy(more, 0, named, 4, more.length);
    return Say.spans(key, named);
  }

  private static Span quote(String text) {
    return Say.quote(text, QUOTE_MAX);
  }
}
