package dev.signalbox.ledger;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries, each on a borrowed connection and of one moment. */
final class SqliteReads implements Reads {

  private final Readers readers;
  private final Readers prompt;

  /**
   * The queries.
   *
   * @param prompt for what answers to agents need, so that these wait for no other read
   */
  SqliteReads(Readers readers, Readers prompt) {
    this.readers = readers;
    this.prompt = prompt;
  }

  @Override
  public List<TeamId> teams() {
    return readers.read(
        "list the teams",
        sql -> sql.list("SELECT name FROM team ORDER BY name", row -> row.team("name")));
  }

  @Override
  public Optional<Team> team(TeamId team) {
    return readers.read(
        "read the settings", sql -> TeamReader.own(sql, team).map(TeamReader.Own::team));
  }

  @Override
  public Optional<TaskDetails> task(TeamId team, TaskId id) {
    return readers.read("read " + id, sql -> DetailQueries.task(sql, team, id));
  }

  @Override
  public Optional<Papers> papers(TeamId team, TaskId id) {
    return prompt.read(
        "read what the holder of " + id + " is handed", sql -> DetailQueries.papers(sql, team, id));
  }

  @Override
  public List<Task> tasks(TeamId team, TaskFilter filter) {
    return readers.read("list tasks", sql -> TaskQueries.tasks(sql, team, filter));
  }

  @Override
  public List<Entry> history(TeamId team, TaskId id) {
    return readers.read("read what happened to " + id, sql -> LogQueries.history(sql, team, id));
  }

  @Override
  public Optional<Entry> event(TeamId team, long number) {
    return readers.read("read event " + number, sql -> LogQueries.event(sql, team, number));
  }

  @Override
  public List<Entry> events(TeamId team, long after, int limit) {
    return readers.read("read events", sql -> LogQueries.events(sql, team, after, limit));
  }

  @Override
  public Overview overview(TeamId team) {
    return readers.read("read the board", sql -> TeamQueries.overview(sql, team));
  }

  @Override
  public List<AgentDetails> agents(TeamId team) {
    return readers.read("list agents", sql -> TeamQueries.agents(sql, team));
  }

  @Override
  public Optional<PingDetails> ping(TeamId team, Subject subject, int episode) {
    return readers.read("read a ping", sql -> TeamQueries.ping(sql, team, subject, episode));
  }

  @Override
  public List<PingDetails> openPings(TeamId team) {
    return readers.read("list pings", sql -> TeamQueries.openPings(sql, team));
  }

  @Override
  public Optional<TokenOwner> token(String hash, Instant now) {
    return readers.read("look up a token", sql -> AccessQueries.token(sql, hash, now));
  }

  @Override
  public List<SecretOwner> secrets(String hook, Instant now) {
    return readers.read("look up signing secrets", sql -> AccessQueries.secrets(sql, hook, now));
  }

  @Override
  public List<TokenDetails> tokens(TeamId team, AgentId agent) {
    return readers.read("list tokens", sql -> AccessQueries.tokens(sql, team, agent));
  }

  @Override
  public Optional<SessionOwner> session(String hash, Instant now) {
    return readers.read("look up a session", sql -> AccessQueries.session(sql, hash, now));
  }

  @Override
  public List<OutboxRow> outbox(TeamId team, String room, Instant now, int limit) {
    return readers.read(
        "read the outbox", sql -> OutboxQueries.outbox(sql, team, room, now, limit));
  }

  @Override
  public List<Backlog> backlog(TeamId team) {
    return readers.read("count the outbox", sql -> RoomQueries.backlog(sql, team));
  }

  @Override
  public Optional<OutboxRow> oldestWaiting(TeamId team, Instant now) {
    return readers.read("read the outbox", sql -> RoomQueries.oldestWaiting(sql, team, now));
  }

  @Override
  public Optional<Instant> lastSent(TeamId team, String room) {
    return readers.read("read the outbox", sql -> RoomQueries.lastSent(sql, team, room));
  }

  @Override
  public boolean muted(TeamId team, TaskId task) {
    return readers.read("read " + task, sql -> RoomQueries.muted(sql, team, task));
  }

  @Override
  public Optional<DigestMark> lastDigest(TeamId team) {
    return readers.read("read the last digest", sql -> RoomQueries.lastDigest(sql, team));
  }

  @Override
  public List<TaskDetails> doneSince(TeamId team, Instant since, int limit) {
    return readers.read(
        "list what is done", sql -> DetailQueries.doneSince(sql, team, since, limit));
  }

  @Override
  public Optional<Long> missingEvent(TeamId team) {
    return readers.read("count the events", sql -> LogQueries.missing(sql, team));
  }

  @Override
  public Optional<Instant> lastMade(TeamId team, Actor schedule) {
    return readers.read(
        "read what was made on schedule", sql -> OutcomeRows.last(sql, team, schedule));
  }

  @Override
  public List<OutboxRow> waitingPings(TeamId team, String room, PersonId person, Instant now) {
    return readers.read(
        "read waiting pings", sql -> OutboxQueries.pings(sql, team, room, person, now));
  }

  @Override
  public List<OutboxRow> parcel(TeamId team, String room, long parcel) {
    return readers.read("read a parcel", sql -> OutboxQueries.parcel(sql, team, room, parcel));
  }

  @Override
  public boolean waits(TeamId team, String room, Subject subject, Demand.Kind kind) {
    return readers.read(
        "look into the outbox", sql -> OutboxQueries.waits(sql, team, room, subject, kind));
  }

  @Override
  public List<OutboxRow> parked(TeamId team, int limit) {
    return readers.read("list what is parked", sql -> OutboxQueries.parked(sql, team, limit));
  }

  @Override
  public List<Mention> mentions(TeamId team, PersonId person, Instant since) {
    return readers.read("count mentions", sql -> OutboxQueries.mentions(sql, team, person, since));
  }

  @Override
  public Optional<String> message(TeamId team, Demand demand) {
    return readers.read("look up a message", sql -> RoomQueries.message(sql, team, demand));
  }

  @Override
  public List<Told> toldBy(TeamId team, String room, String message) {
    return readers.read(
        "read what a message told", sql -> RoomQueries.toldBy(sql, team, room, message));
  }

  @Override
  public Optional<Post> post(TeamId team, String room, String id) {
    return readers.read("read a post", sql -> RoomQueries.post(sql, team, room, id));
  }

  @Override
  public Optional<Subject> about(TeamId team, String room, String message) {
    return readers.read(
        "look up what a message is about", sql -> RoomQueries.about(sql, team, room, message));
  }

  @Override
  public List<Post> posts(TeamId team, String room, long before, int limit) {
    return readers.read("read posts", sql -> RoomQueries.posts(sql, team, room, before, limit));
  }

  @Override
  public List<Post> newerPosts(TeamId team, String room, long after, int limit) {
    return readers.read(
        "read newer posts", sql -> RoomQueries.newer(sql, team, room, after, limit));
  }

  @Override
  public List<Post> thread(TeamId team, String room, String parent, int limit) {
    return readers.read("read a thread", sql -> RoomQueries.thread(sql, team, room, parent, limit));
  }

  @Override
  public List<Post> changedPosts(TeamId team, String room, long since, int limit) {
    return readers.read(
        "read changed posts", sql -> RoomQueries.changed(sql, team, room, since, limit));
  }

  @Override
  public long revision(TeamId team, String room) {
    return readers.read("read a revision", sql -> RoomQueries.revision(sql, team, room));
  }

  /** A page is never longer than {@link Reads#PAGE_MAX}, whatever is asked for. */
  static int page(int limit) {
    return Math.max(0, Math.min(limit, PAGE_MAX));
  }
}
