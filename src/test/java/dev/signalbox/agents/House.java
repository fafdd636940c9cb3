package dev.signalbox.agents;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.LedgerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A ledger and its reads in memory, for the real desk: what the queries answer is made from the log
 * and the last boards. Thread-safe.
 */
final class House extends NoReads implements Ledger {

  private final Map<TeamId, List<Entry>> logs = new TreeMap<>();
  private final Map<TeamId, Board.Snapshot> boards = new TreeMap<>();
  private final Map<TeamId, Map<TaskId, Task>> tasks = new TreeMap<>();
  private final Map<TeamId, Map<AgentId, Instant>> heard = new TreeMap<>();
  private final Map<String, Batch.Remembered> outcomes = new HashMap<>();
  private final Map<String, TokenOwner> tokens = new HashMap<>();
  private final List<SecretOwner> secrets = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private boolean broken;

  /** From now on reads fail, or do not. */
  synchronized void breakReads(boolean fail) {
    broken = fail;
  }

  synchronized List<Entry> log(TeamId team) {
    return List.copyOf(logs.getOrDefault(team, List.of()));
  }

  synchronized Optional<Instant> heard(TeamId team, AgentId agent) {
    return Optional.ofNullable(heard.getOrDefault(team, Map.of()).get(agent));
  }

  // -- the ledger ---------------------------------------------------------------------------------

  @Override
  public Instant clock() {
    return Instant.EPOCH;
  }

  @Override
  public Optional<Board> load(TeamId team) {
    return Optional.empty();
  }

  @Override
  public synchronized List<Task> fetch(TeamId team, Set<TaskId> ids) {
    Map<TaskId, Task> known = tasks.getOrDefault(team, Map.of());
    return ids.stream().filter(known::containsKey).map(known::get).toList();
  }

  @Override
  public synchronized Optional<Batch.Remembered> recall(
      TeamId team, String caller, String key, Instant now) {
    return Optional.ofNullable(outcomes.get(team + " " + caller + " " + key));
  }

  @Override
  public synchronized void write(Batch batch) {
    for (Batch.Part part : batch.parts()) {
      logs.computeIfAbsent(part.team(), t -> new ArrayList<>()).addAll(part.entries());
      boards.put(part.team(), part.board().snapshot());
      Map<TaskId, Task> rows = tasks.computeIfAbsent(part.team(), t -> new TreeMap<>());
      part.changes().tasks().forEach(task -> rows.put(task.id(), task));
      part.outcomes().forEach(o -> outcomes.put(part.team() + " " + o.caller() + " " + o.key(), o));
    }
    batch.chores().forEach(this::write);
  }

  private void write(Chore chore) {
    if (chore instanceof Chore.StoreToken token) {
      tokens.put(token.hash(), new TokenOwner(token.team(), token.agent(), token.prefix(), null));
    } else if (chore instanceof Chore.StoreSecret s) {
      secrets.add(new SecretOwner(s.team(), s.agent(), s.hook(), s.hash(), s.sealed()));
    } else if (chore instanceof Chore.TokenUsed used) {
      uses.merge(used.hash(), 1, Integer::sum);
    } else if (chore instanceof Chore.DropTokens drop) {
      tokens
          .values()
          .removeIf(owner -> owner.team().equals(drop.team())
              && owner.agent().equals(drop.agent())
              && (drop.prefix() == null || owner.prefix().equals(drop.prefix())));
    } else if (chore instanceof Chore.Heard signs) {
      Map<AgentId, Instant> times = heard.computeIfAbsent(signs.team(), t -> new TreeMap<>());
      signs.heard().forEach((agent, at) -> at.ifPresent(time -> times.put(agent, time)));
    }
  }

  @Override
  public boolean happened(TeamId team, long event) {
    return log(team).size() >= event;
  }

  @Override
  public void probe() {}

  @Override
  public void close() {}

  // -- the reads ----------------------------------------------------------------------------------

  @Override
  public synchronized List<TeamId> teams() {
    return List.copyOf(boards.keySet());
  }

  @Override
  public synchronized Optional<TaskDetails> task(TeamId team, TaskId id) {
    fail();
    return Optional.ofNullable(tasks.getOrDefault(team, Map.of()).get(id))
        .map(task -> details(task, history(team, id)));
  }

  private static TaskDetails details(Task task, List<Entry> history) {
    TaskEvent.Created created = (TaskEvent.Created) history.get(0).event();
    Submission work = null;
    HandOver left = null;
    Word feedback = null;
    Word stuck = null;
    for (Entry entry : history) {
      Event event = entry.event();
      if (event instanceof HoldEvent.Submitted s) {
        work = new Submission(
            s.agent(), s.epoch(), s.round(), s.link(), s.note(), s.checks(), entry.at());
      } else if (event instanceof HoldEvent.HoldReleased r) {
        left = new HandOver(r.agent(), r.epoch(), r.note(), -1, "released", "", "", entry.at());
      } else if (event instanceof ReviewEvent.Failed f) {
        feedback = new Word(entry.by(), f.feedback(), entry.at());
      } else if (event instanceof TaskEvent.BecameStuck s) {
        stuck = new Word(entry.by(), s.text(), entry.at());
      }
    }
    return new TaskDetails(
        task,
        created.brief(),
        created.doneWhen(),
        history.get(0).by(),
        history.get(0).at(),
        work,
        left,
        feedback,
        stuck,
        "",
        null,
        0,
        null);
  }

  @Override
  public synchronized List<Task> tasks(TeamId team, TaskFilter filter) {
    fail();
    return tasks.getOrDefault(team, Map.of()).values().stream()
        .filter(task -> task.id().number() > filter.after())
        .filter(task -> filter.states().isEmpty() || filter.states().contains(task.state()))
        .filter(task -> filter.lane() == null || task.lane().equals(filter.lane()))
        .filter(task -> filter.holder() == null
            || task.held().filter(h -> h.agent().equals(filter.holder())).isPresent())
        .limit(filter.limit())
        .toList();
  }

  @Override
  public synchronized List<Entry> history(TeamId team, TaskId id) {
    return log(team).stream()
        .filter(entry -> entry.event().subject().filter(id::equals).isPresent())
        .toList();
  }

  @Override
  public synchronized List<Entry> events(TeamId team, long after, int limit) {
    fail();
    return log(team).stream().filter(e -> e.number() > after).limit(limit).toList();
  }

  @Override
  public synchronized Overview overview(TeamId team) {
    fail();
    Board.Snapshot now = boards.get(team);
    return new Overview(
        now.team(),
        now.paused(),
        now.lanes(),
        agents(team),
        now.places(),
        now.tasks(),
        now.tasks().stream()
            .collect(Collectors.groupingBy(
                Task::lane, Collectors.groupingBy(Task::state, Collectors.summingInt(task -> 1)))),
        now.events(),
        now.awoke(),
        now.stock());
  }

  @Override
  public synchronized List<AgentDetails> agents(TeamId team) {
    fail();
    Board.Snapshot now = boards.get(team);
    return now.agents().stream()
        .map(agent ->
            new AgentDetails(agent, heard(team, agent.id()).orElse(null), holds(now, agent)))
        .toList();
  }

  private static List<Task> holds(Board.Snapshot now, Agent agent) {
    return now.tasks().stream()
        .filter(task -> task.held().filter(h -> h.agent().equals(agent.id())).isPresent())
        .toList();
  }

  @Override
  public synchronized Optional<TokenOwner> token(String hash, Instant now) {
    return Optional.ofNullable(tokens.get(hash));
  }

  @Override
  public synchronized List<SecretOwner> secrets(String hook, Instant now) {
    return secrets.stream().filter(secret -> secret.hook().equals(hook)).toList();
  }

  synchronized int uses(String hash) {
    return uses.getOrDefault(hash, 0);
  }

  private void fail() {
    if (broken) {
      throw new LedgerException(
          LedgerException.Kind.LOCKED, "as the test asked", new IllegalStateException());
    }
  }

  /** Who caused the events of a team. */
  Set<Actor> actors(TeamId team) {
    return log(team).stream().map(Entry::by).collect(Collectors.toSet());
  }
}
