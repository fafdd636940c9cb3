package dev.signalbox.desk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.State;
import dev.signalbox.board.Stock;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every query of the product. Reads what is committed, from any thread, and never changes anything.
 * The cost of a query follows what it returns, never how much there is.
 *
 * <p>Every method throws {@link LedgerException} if storage fails.
 */
public interface Reads {

  /** The most rows of one page. */
  int PAGE_MAX = 200;

  /** The most waiting pings of one person on a page of the outbox. */
  int PINGS_EACH = 8;

  /** Something said, by whom and when. */
  record Word(Actor by, String text, Instant at) {}

  /** Work that was handed in. */
  record Submission(
      AgentId agent,
      int epoch,
      int round,
      String link,
      String note,
      List<String> checks,
      Instant at) {}

  /**
   * What the last holder left for the next.
   *
   * @param how how the hold ended: released, lost, stopped, left, removed, lapsed, stuck
   * @param lateLink the latest work that came in too late since then or before, or empty
   * @param lateNote likewise
   */
  record HandOver(
      AgentId agent,
      int epoch,
      String note,
      int progress,
      String how,
      String lateLink,
      String lateNote,
      Instant at) {}

  /**
   * A task with everything that is told about it.
   *
   * @param submission the last work handed in, whatever the lane
   * @param handOver of the last claim that ended without a result, unless work came after it
   * @param feedback the last word its holder must hear: a failed review, a return, an unblock
   * @param stuck what was said when it got stuck, with {@code need} behind it
   * @param passedBy who passed it last
   * @param reviews how many verdicts there were
   * @param closedBy who accepted or cancelled it
   */
  record TaskDetails(
      Task task,
      String brief,
      List<String> doneWhen,
      Actor createdBy,
      Instant createdAt,
      @Nullable Submission submission,
      @Nullable HandOver handOver,
      @Nullable Word feedback,
      @Nullable Word stuck,
      String need,
      @Nullable Actor passedBy,
      int reviews,
      @Nullable Actor closedBy) {

    Papers papers() {
      return new Papers(brief, doneWhen, submission, handOver, feedback);
    }
  }

  /** What the holder of a task is handed; each as in {@link TaskDetails}. */
  record Papers(
      String brief,
      List<String> doneWhen,
      @Nullable Submission submission,
      @Nullable HandOver handOver,
      @Nullable Word feedback) {}

  /**
   * Which tasks to list, oldest number first.
   *
   * @param states empty for all
   * @param holder only those this agent holds
   * @param after only numbers above this; 0 for the first page
   */
  record TaskFilter(
      Set<State> states,
      @Nullable LaneId lane,
      @Nullable AgentId holder,
      @Nullable PersonId owner,
      int after,
      int limit) {

    public static TaskFilter open(int limit) {
      return new TaskFilter(
          Set.of(State.TODO, State.DOING, State.REVIEW, State.READY, State.STUCK),
          null,
          null,
          null,
          0,
          limit);
    }
  }

  /**
   * What a room is still to be told.
   *
   * @param parked how much is not tried any more
   * @param oldest when the oldest of what waits was asked for, or null where nothing waits
   */
  record Backlog(
      String room, int waiting, int parked, @Nullable Instant oldest) {}

  /** An agent, when it was last heard, and what it holds. */
  record AgentDetails(Agent agent, @Nullable Instant heard, List<Task> holds) {}

  /**
   * The team at a glance, all of one moment.
   *
   * @param counts open tasks by lane and state
   * @param active the open tasks that are not todo, of those ready and stuck at most a page each,
   *     and the next few todo ones of each lane
   * @param awoke when the server last started or woke
   * @param stock who has which units of resources, and who waits for some
   */
  record Overview(
      Team team,
      boolean paused,
      Map<LaneId, Board.LaneState> lanes,
      List<AgentDetails> agents,
      List<Place> line,
      List<Task> active,
      Map<LaneId, Map<State, Integer>> counts,
      long events,
      Instant awoke,
      Stock.Saved stock) {}

  /**
   * A person was asked.
   *
   * @param mentions how often: once, and once more after each snooze
   * @param snoozedUntil until when it is hidden; null while it is not
   */
  record PingDetails(
      Subject subject,
      int episode,
      PersonEvent.Pinged.Kind kind,
      @Nullable StuckReason reason,
      PersonId person,
      Instant at,
      int mentions,
      @Nullable Instant snoozedUntil,
      @Nullable Instant settledAt) {

    /** Whether it is to be seen: neither settled nor put aside. */
    public boolean open() {
      return settledAt == null && snoozedUntil == null;
    }
  }

  /** A ping that a message told, as its mention of that number. */
  record Told(PingDetails ping, int mention) {

    /** Whether the message still calls for it: it is to be seen, and no later message calls. */
    public boolean open() {
      return ping.open() && ping.mentions() == mention;
    }
  }

  /** A person was mentioned, or perhaps: a message is on its way, or nobody knows. */
  record Mention(long parcel, Instant at) {}

  /**
   * Whose a token is.
   *
   * @param endsAt from when on it is good no longer; null for never
   */
  record TokenOwner(
      TeamId team, AgentId agent, String prefix, @Nullable Instant endsAt) {}

  /**
   * Whose a signing secret is.
   *
   * @param hash the lower-case hex of its SHA-256
   * @param sealed the secret, for who has the key
   */
  record SecretOwner(TeamId team, AgentId agent, String hook, String hash, String sealed) {}

  /**
   * A token or signing secret as it may be shown.
   *
   * @param hook of a signing secret, the last part of the address it signs for
   * @param usedAt when it last let its agent in, up to a minute before the truth; null for never
   * @param endsAt from when on it is good no longer; null for never
   */
  record TokenDetails(
      TeamEvent.TokenRotated.Kind kind,
      String prefix,
      @Nullable String hook,
      Instant issuedAt,
      @Nullable Instant usedAt,
      @Nullable Instant endsAt) {

    public boolean good(Instant now) {
      return endsAt == null || endsAt.isAfter(now);
    }
  }

  /** Whose a browser session is. */
  record SessionOwner(TeamId team, PersonId person, Instant until) {}

  /** Where an outbox row stands. */
  enum OutboxState {
    PENDING,
    SENDING,
    UNKNOWN,
    SENT,
    PARKED
  }

  /**
   * Something to deliver.
   *
   * @param attempts tries that were under way or failed; waiting because we were asked to is none
   * @param at when it was first asked for
   * @param changed when it was last asked for, where one row stands for several changes
   * @param parcel the row under whose number it went out, where it is in doubt; else its own
   * @param calls whom a ping mentions now; null for what is no ping, and for one that is settled,
   *     put aside, or followed by a later mention: it has nothing to say any more
   */
  record OutboxRow(
      long id,
      TeamId team,
      Demand demand,
      OutboxState state,
      int attempts,
      Instant at,
      Instant changed,
      Instant notBefore,
      long parcel,
      @Nullable PersonId calls,
      @Nullable String why) {}

  /**
   * The last digest that was due.
   *
   * @param since what it tells of: what happened after this
   */
  record DigestMark(Instant since, Instant at) {}

  /** A message of the local channel. */
  record Post(
      long position,
      String id,
      @Nullable String parent,
      Subject subject,
      String body,
      Instant at,
      long revision) {}

  /** The teams there are, by name. */
  List<TeamId> teams();

  /** The settings of a team in force; empty for one that was never served. */
  Optional<Team> team(TeamId team);

  Optional<TaskDetails> task(TeamId team, TaskId id);

  /** Of the same, only what its holder is handed. */
  default Optional<Papers> papers(TeamId team, TaskId id) {
    return task(team, id).map(TaskDetails::papers);
  }

  List<Task> tasks(TeamId team, TaskFilter filter);

  /** Everything that happened to a task, oldest first, at most {@link #PAGE_MAX}, the latest. */
  List<Entry> history(TeamId team, TaskId id);

  /** One event, for the line that tells it. */
  Optional<Entry> event(TeamId team, long number);

  /** The log after an event, oldest first. */
  List<Entry> events(TeamId team, long after, int limit);

  Overview overview(TeamId team);

  List<AgentDetails> agents(TeamId team);

  Optional<PingDetails> ping(TeamId team, Subject subject, int episode);

  /** Pings that are not settled, oldest first. */
  List<PingDetails> openPings(TeamId team);

  /** Whose a token is, by the lower-case hex of its SHA-256; empty for unknown and ended ones. */
  Optional<TokenOwner> token(String hash, Instant now);

  /** The signing secrets that are good for an address, the latest first; a few at most. */
  List<SecretOwner> secrets(String hook, Instant now);

  /** The tokens and signing secrets of an agent, the latest first, also those that have ended. */
  List<TokenDetails> tokens(TeamId team, AgentId agent);

  Optional<SessionOwner> session(String hash, Instant now);

  /**
   * What waits to be delivered to a room now: first the pings, of each person the first {@link
   * #PINGS_EACH}, so that nobody's many hide those of others; then the rest, at most {@code limit}.
   */
  List<OutboxRow> outbox(TeamId team, String room, Instant now, int limit);

  /** What could not be delivered and why, in all rooms, the latest first. */
  List<OutboxRow> parked(TeamId team, int limit);

  /** What was not delivered yet and is longest due, of all rooms. */
  Optional<OutboxRow> oldestWaiting(TeamId team, Instant now);

  /** How much waits to be told, or was put aside, in every room where anything does. */
  List<Backlog> backlog(TeamId team);

  /** When a room was last told something. */
  Optional<Instant> lastSent(TeamId team, String room);

  /** Whether the thread of a task hears no lines. */
  boolean muted(TeamId team, TaskId task);

  /** When the last digest was due; empty before the first. */
  Optional<DigestMark> lastDigest(TeamId team);

  /** What was done since then, oldest first, in the order in which it was done. */
  List<TaskDetails> doneSince(TeamId team, Instant since, int limit);

  /** The first number that is missing in the log; empty where it is dense, as it always is. */
  Optional<Long> missingEvent(TeamId team);

  /**
   * The last firing for which a schedule's task was made.
   *
   * @return empty where that is longer ago than keys are remembered, or never was
   */
  Optional<Instant> lastMade(TeamId team, Actor schedule);

  /** Every ping that waits to be told to a person in a room now, oldest first. */
  List<OutboxRow> waitingPings(TeamId team, String room, PersonId person, Instant now);

  /** The pings in doubt that went out together under that number, oldest first. */
  List<OutboxRow> parcel(TeamId team, String room, long parcel);

  /** Whether something of that kind waits to be told about a subject, whenever. */
  boolean waits(TeamId team, String room, Subject subject, Demand.Kind kind);

  /** When a person was mentioned since then, in any room, oldest first. */
  List<Mention> mentions(TeamId team, PersonId person, Instant since);

  /** The platform's id of the message that tells what a demand asks for. */
  Optional<String> message(TeamId team, Demand demand);

  /** The platform's id of the message that tells a demand's kind of thing about a subject. */
  default Optional<String> message(
      TeamId team, String room, Subject subject, Demand.Kind kind, int episode) {
    return message(team, new Demand(room, subject, kind, 0, episode));
  }

  /** The pings that a message told, oldest first: one, or those that were collected in it. */
  List<Told> toldBy(TeamId team, String room, String message);

  /** One message of the local channel. */
  Optional<Post> post(TeamId team, String room, String id);

  /** What a message is about that was sent to a room, by the platform's id of it. */
  Optional<Subject> about(TeamId team, String room, String message);

  /** The latest messages of the local channel itself, oldest first, before a position. */
  List<Post> posts(TeamId team, String room, long before, int limit);

  /** The next messages of the local channel itself, oldest first, after a position. */
  List<Post> newerPosts(TeamId team, String room, long after, int limit);

  /** The latest messages of the thread below a message, oldest first. */
  List<Post> thread(TeamId team, String room, String parent, int limit);

  /** Messages that are new or changed since a revision, in the order of their revisions. */
  List<Post> changedPosts(TeamId team, String room, long since, int limit);

  /** The latest revision of the local channel, 0 before the first. */
  long revision(TeamId team, String room);
}
