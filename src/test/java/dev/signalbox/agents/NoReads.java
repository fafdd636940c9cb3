package dev.signalbox.agents;

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

/** Reads that nobody should ask for; tests override what they need. */
class NoReads implements Reads {

  private static UnsupportedOperationException none() {
    return new UnsupportedOperationException("not in this test");
  }

  @Override
  public List<TeamId> teams() {
    throw none();
  }

  @Override
  public Optional<Team> team(TeamId team) {
    throw none();
  }

  @Override
  public Optional<TaskDetails> task(TeamId team, TaskId id) {
    throw none();
  }

  @Override
  public List<Task> tasks(TeamId team, TaskFilter filter) {
    throw none();
  }

  @Override
  public List<Entry> history(TeamId team, TaskId id) {
    throw none();
  }

  @Override
  public Optional<Entry> event(TeamId team, long number) {
    throw none();
  }

  @Override
  public List<Entry> events(TeamId team, long after, int limit) {
    throw none();
  }

  @Override
  public Overview overview(TeamId team) {
    throw none();
  }

  @Override
  public List<AgentDetails> agents(TeamId team) {
    throw none();
  }

  @Override
  public Optional<PingDetails> ping(TeamId team, Subject subject, int episode) {
    throw none();
  }

  @Override
  public List<PingDetails> openPings(TeamId team) {
    throw none();
  }

  @Override
  public Optional<TokenOwner> token(String hash, Instant now) {
    throw none();
  }

  @Override
  public List<SecretOwner> secrets(String hook, Instant now) {
    throw none();
  }

  @Override
  public List<TokenDetails> tokens(TeamId team, AgentId agent) {
    throw none();
  }

  @Override
  public Optional<SessionOwner> session(String hash, Instant now) {
    throw none();
  }

  @Override
  public List<OutboxRow> outbox(TeamId team, String room, Instant now, int limit) {
    throw none();
  }

  @Override
  public Optional<String> message(TeamId team, Demand demand) {
    throw none();
  }

  @Override
  public List<OutboxRow> waitingPings(TeamId team, String room, PersonId person, Instant now) {
    throw none();
  }

  @Override
  public List<OutboxRow> parcel(TeamId team, String room, long parcel) {
    throw none();
  }

  @Override
  public boolean waits(TeamId team, String room, Subject subject, Demand.Kind kind) {
    throw none();
  }

  @Override
  public List<Mention> mentions(TeamId team, PersonId person, Instant since) {
    throw none();
  }

  @Override
  public List<Told> toldBy(TeamId team, String room, String message) {
    throw none();
  }

  @Override
  public Optional<Post> post(TeamId team, String room, String id) {
    throw none();
  }

  @Override
  public Optional<Subject> about(TeamId team, String room, String message) {
    throw none();
  }

  @Override
  public List<Post> posts(TeamId team, String room, long before, int limit) {
    throw none();
  }

  @Override
  public List<Post> newerPosts(TeamId team, String room, long after, int limit) {
    throw none();
  }

  @Override
  public List<Post> thread(TeamId team, String room, String parent, int limit) {
    throw none();
  }

  @Override
  public List<Post> changedPosts(TeamId team, String room, long since, int limit) {
    throw none();
  }

  @Override
  public long revision(TeamId team, String room) {
    throw none();
  }

  @Override
  public List<OutboxRow> parked(TeamId team, int limit) {
    throw none();
  }

  @Override
  public Optional<OutboxRow> oldestWaiting(TeamId team, Instant now) {
    throw none();
  }

  @Override
  public List<Backlog> backlog(TeamId team) {
    throw none();
  }

  @Override
  public Optional<Instant> lastSent(TeamId team, String room) {
    throw none();
  }

  @Override
  public boolean muted(TeamId team, TaskId task) {
    throw none();
  }

  @Override
  public Optional<DigestMark> lastDigest(TeamId team) {
    throw none();
  }

  @Override
  public List<TaskDetails> doneSince(TeamId team, Instant since, int limit) {
    throw none();
  }

  @Override
  public Optional<Long> missingEvent(TeamId team) {
    throw none();
  }

  @Override
  public Optional<Instant> lastMade(TeamId team, Actor schedule) {
    throw none();
  }
}
