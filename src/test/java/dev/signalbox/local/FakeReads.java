package dev.signalbox.local;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Announcer;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.Reads;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Posts, sessions and overviews in memory, as far as the local channel asks for them. */
final class FakeReads implements Reads {

  private record Key(TeamId team, String id) {}

  private final InstantSource clock;
  private final Feed feed = new Feed();
  private final Map<Key, Post> posts = new LinkedHashMap<>();
  private final Map<String, SessionOwner> sessions = new HashMap<>();
  private final Map<TeamId, Overview> overviews = new HashMap<>();
  private final Map<TeamId, List<PingDetails>> pings = new HashMap<>();
  private final List<TaskDetails> tasks = new ArrayList<>();
  private RuntimeException broken;
  private long revision;
  private long position;

  FakeReads(InstantSource clock) {
    this.clock = clock;
  }

  Feed feed() {
    return feed;
  }

  synchronized void show(Overview overview) {
    overviews.put(overview.team().id(), overview);
    Announcer.announce(feed, overview.team().id());
  }

  synchronized void show(TeamId team, List<PingDetails> open) {
    pings.put(team, open);
    Announcer.announce(feed, team);
  }

  synchronized void know(TaskDetails task) {
    tasks.add(task);
  }

  /** From now on nothing can be stored; null to heal. */
  synchronized void breakWith(RuntimeException failure) {
    broken = failure;
  }

  synchronized void endSessions() {
    sessions.clear();
  }

  /** What the desk does with a chore. */
  synchronized CompletableFuture<Void> chore(Chore chore) {
    if (broken != null) {
      return CompletableFuture.failedFuture(broken);
    }
    if (chore instanceof Chore.StorePost post) {
      store(post, clock.instant());
    } else if (chore instanceof Chore.StoreSession session) {
      sessions.put(
          session.hash(), new SessionOwner(session.team(), session.person(), session.until()));
    } else {
      throw new IllegalArgumentException("not for tests: " + chore);
    }
    return CompletableFuture.completedFuture(null);
  }

  synchronized void store(Chore.StorePost post, Instant at) {
    Key key = new Key(post.team(), post.id());
    Post old = posts.get(key);
    revision++;
    posts.put(
        key,
        new Post(
            old == null ? ++position : old.position(),
            post.id(),
            post.parent(),
            post.subject(),
            post.body(),
            old == null ? at : old.at(),
            revision));
    Announcer.announce(feed, post.team());
  }

  synchronized List<String> sessionHashes() {
    return List.copyOf(sessions.keySet());
  }

  private synchronized List<Post> postsOf(TeamId team) {
    return posts.entrySet().stream()
        .filter(entry -> entry.getKey().team().equals(team))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public synchronized Optional<SessionOwner> session(String hash, Instant now) {
    return Optional.ofNullable(sessions.get(hash)).filter(owner -> now.isBefore(owner.until()));
  }

  @Override
  public synchronized Optional<Team> team(TeamId team) {
    return Optional.ofNullable(overviews.get(team)).map(Overview::team);
  }

  @Override
  public synchronized Overview overview(TeamId team) {
    return overviews.get(team);
  }

  @Override
  public synchronized List<PingDetails> openPings(TeamId team) {
    return pings.getOrDefault(team, List.of());
  }

  @Override
  public Optional<Post> post(TeamId team, String room, String id) {
    return postsOf(team).stream().filter(post -> post.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Subject> about(TeamId team, String room, String message) {
    return Optional.empty();
  }

  @Override
  public List<Post> posts(TeamId team, String room, long before, int limit) {
    List<Post> all = postsOf(team).stream()
        .filter(post -> post.parent() == null && post.position() < before)
        .toList();
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  @Override
  public List<Post> newerPosts(TeamId team, String room, long after, int limit) {
    return postsOf(team).stream()
        .filter(post -> post.parent() == null && post.position() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Post> thread(TeamId team, String room, String parent, int limit) {
    return postsOf(team).stream()
        .filter(post -> parent.equals(post.parent()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Post> changedPosts(TeamId team, String room, long since, int limit) {
    return postsOf(team).stream()
        .filter(post -> post.revision() > since)
        .sorted(Comparator.comparingLong(Post::revision))
        .limit(limit)
        .toList();
  }

  @Override
  public long revision(TeamId team, String room) {
    return postsOf(team).stream().mapToLong(Post::revision).max().orElse(0);
  }

  @Override
  public Optional<String> message(TeamId team, Demand demand) {
    return postsOf(team).stream()
        .filter(post -> post.parent() == null && post.subject().equals(demand.subject()))
        .filter(post -> post.body().contains("\"kind\":\"card\""))
        .map(Post::id)
        .findFirst();
  }

  @Override
  public synchronized Optional<TaskDetails> task(TeamId team, TaskId id) {
    return tasks.stream().filter(details -> details.task().id().equals(id)).findFirst();
  }

  @Override
  public List<TeamId> teams() {
    return overviews.keySet().stream().sorted().toList();
  }

  @Override
  public List<Task> tasks(TeamId team, TaskFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> history(TeamId team, TaskId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Entry> event(TeamId team, long number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Entry> events(TeamId team, long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<AgentDetails> agents(TeamId team) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<PingDetails> ping(TeamId team, Subject subject, int episode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<TokenOwner> token(String hash, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SecretOwner> secrets(String hook, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<TokenDetails> tokens(TeamId team, AgentId agent) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OutboxRow> outbox(TeamId team, String room, Instant now, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OutboxRow> waitingPings(TeamId team, String room, PersonId person, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OutboxRow> parcel(TeamId team, String room, long parcel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean waits(TeamId team, String room, Subject subject, Demand.Kind kind) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<OutboxRow> parked(TeamId team, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Mention> mentions(TeamId team, PersonId person, Instant since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<OutboxRow> oldestWaiting(TeamId team, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Backlog> backlog(TeamId team) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> lastSent(TeamId team, String room) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean muted(TeamId team, TaskId task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<DigestMark> lastDigest(TeamId team) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<TaskDetails> doneSince(TeamId team, Instant since, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Long> missingEvent(TeamId team) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> lastMade(TeamId team, Actor schedule) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Told> toldBy(TeamId team, String room, String message) {
    throw new UnsupportedOperationException();
  }
}
