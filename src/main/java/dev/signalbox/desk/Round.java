package dev.signalbox.desk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.Rules;
import dev.signalbox.board.Ruling;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Waiter;
import dev.signalbox.board.WorkCommand;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One batch in the making: commands are decided against the boards, and what they caused is
 * gathered for one transaction. Nothing is answered here. Confined to the desk's thread.
 */
final class Round {

  /** A reply that may be given once the batch is durable. */
  record Settled(Inbox.Letter letter, Reply reply) {}

  private final Map<TeamId, Board> boards;
  private final Ledger ledger;
  private final Demands demands;
  private final Polls polls;
  private final Instant now;

  private final Map<TeamId, Gathered> gathered = new TreeMap<>();
  private final List<Settled> settled = new ArrayList<>();
  private final List<Polls.Poll> opened = new ArrayList<>();
  private final List<Chore> chores = new ArrayList<>();
  private int leftovers;

  /** What one team's commands caused. */
  private static final class Gathered {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final Map<String, Batch.Remembered> outcomes = new LinkedHashMap<>();
    private final Set<AgentId> heard = new TreeSet<>();
  }

  Round(Map<TeamId, Board> boards, Ledger ledger, Demands demands, Polls polls, Instant now) {
    this.boards = boards;
    this.ledger = ledger;
    this.demands = demands;
    this.polls = polls;
    this.now = now;
  }

  /** Decides a command of the desk itself, and says why not if it is refused. */
  Optional<Refusal> order(TeamId team, Command command) {
    return Optional.ofNullable(rule(team, board(team), command).refusal());
  }

  /**
   * Decides one letter.
   *
   * @throws RuntimeException for a bug in a rule; the boards must be loaded again
   */
  void decide(Inbox.Letter letter) {
    Request request = letter.request();
    Board board = boards.get(request.team());
    Command command = request.command();
    Optional<AgentId> caller = command.by().agent();
    if (board == null) {
      settle(letter, Reply.refused(Refusal.of(Code.NOT_FOUND, "There is no such team.")));
      return;
    }
    if (caller.isPresent() && board.find(caller.get()).isEmpty()) {
      settle(
          letter,
          Reply.refused(Refusal.of(Code.NOT_ALLOWED, caller.get() + " is not of this team.")));
      return;
    }
    caller.ifPresent(agent -> gathered(request.team()).heard.add(agent));
    Batch.Remembered before = remembered(request);
    if (before != null) {
      replay(letter, request, before, board);
      return;
    }
    Ruling ruling = rule(request.team(), board, command);
    leftovers += command instanceof TeamCommand.Promote ? ruling.entries().size() : 0;
    remember(request, ruling);
    if (ruling.accepted()) {
      chores.addAll(request.chores());
    }
    if (ruling.accepted() && !request.patience().isZero() && mustWait(board, command)) {
      wait(letter, board);
    } else {
      settle(letter, new Reply(ruling.refusal(), ruling.answer(), null, false, board.events()));
    }
  }

  /** Whether a request for work or for units has got none yet. */
  private static boolean mustWait(Board board, Command command) {
    if (command instanceof ResourceCommand.Acquire ask) {
      return ask.by().agent().flatMap(board::waiter).filter(waits(ask)).isPresent();
    }
    return command instanceof WorkCommand.Next next
        && next.by().agent().map(board::holdsOf).filter(List::isEmpty).isPresent();
  }

  private static Predicate<Waiter> waits(ResourceCommand.Acquire ask) {
    return waiter -> waiter.needs().equals(ask.needs().stream().sorted().toList());
  }

  private void wait(Inbox.Letter letter, Board board) {
    Request request = letter.request();
    AgentId agent = request.command().by().agent().orElseThrow();
    boolean units = request.command() instanceof ResourceCommand.Acquire;
    long order = units ? board.waiter(agent).map(Waiter::order).orElse(0L) : 0;
    Instant until = now.plus(request.patience());
    Polls.Poll poll = new Polls.Poll(request.team(), agent, until, letter, order);
    opened.add(poll);
    polls.open(poll, board).ifPresent(older -> settle(older.letter(), answer(older, board)));
    handOver(request.team(), board, board.holdsOf(agent));
  }

  /** What came of the waiting so far: the mailbox tells it, and of units the answer too. */
  private static Reply answer(Polls.Poll poll, Board board) {
    if (!(poll.letter().request().command() instanceof ResourceCommand.Acquire ask)) {
      return new Reply(null, null, null, false, board.events());
    }
    return new Reply(
        board.impossible(ask.needs()).orElse(null),
        board.acquired(poll.agent(), poll.order()).orElse(null),
        null,
        false,
        board.events());
  }

  /** The batch comes to nothing: polls it opened were never open. */
  List<Inbox.Letter> abandon() {
    opened.forEach(polls::drop);
    List<Inbox.Letter> all =
        new ArrayList<>(opened.stream().map(Polls.Poll::letter).toList());
    settled.forEach(one -> all.add(one.letter()));
    return all;
  }

  /** Answers what need not wait any longer: granted, out of line, out of time. */
  void settlePolls(boolean all) {
    for (Polls.Poll poll : all ? polls.all() : answerable()) {
      polls.drop(poll);
      Board board = board(poll.team());
      board.answered(poll.agent(), now);
      settle(poll.letter(), answer(poll, board));
    }
  }

  /** Only who waited long enough, or to whom this round did something, has to be looked at. */
  private List<Polls.Poll> answerable() {
    Set<Polls.Poll> ripe = new LinkedHashSet<>(polls.over(now));
    for (TeamId team : gathered.keySet()) {
      Board board = board(team);
      board.concerned().stream()
          .flatMap(agent -> polls.of(team, agent).stream())
          .filter(poll -> answerable(poll, board))
          .forEach(ripe::add);
    }
    return List.copyOf(ripe);
  }

  private static boolean answerable(Polls.Poll poll, Board board) {
    return poll.order() > 0
        ? board.waiter(poll.agent()).filter(w -> w.order() == poll.order()).isEmpty()
        : board.place(poll.agent()).isEmpty() || !board.holdsOf(poll.agent()).isEmpty();
  }

  private Ruling rule(TeamId team, Board board, Command command) {
    fetchMissing(team, board, command);
    Ruling ruling = Rules.decide(board, command, now);
    gather(team, board, ruling.entries());
    handOver(team, board, told(board, ruling.entries()));
    return ruling;
  }

  /** Closed tasks that are named; and where ties are made, those before open ones as well. */
  private void fetchMissing(TeamId team, Board board, Command command) {
    Set<TaskId> missing = new TreeSet<>();
    Set<TaskId> seen = new TreeSet<>();
    Deque<TaskId> open = new ArrayDeque<>(command.touches());
    while (!open.isEmpty()) {
      TaskId id = open.poll();
      if (id.number() > board.newest() || !seen.add(id)) {
        continue;
      }
      Optional<Task> task = board.find(id);
      if (task.isEmpty()) {
        missing.add(id);
      } else if (command.ties()) {
        open.addAll(task.get().after());
      }
    }
    if (!missing.isEmpty()) {
      ledger.fetch(team, missing).forEach(board::bring);
    }
  }

  private void gather(TeamId team, Board board, List<Entry> entries) {
    Gathered all = gathered(team);
    for (Entry entry : entries) {
      all.entries.add(entry);
      all.demands.addAll(demands.of(entry, board));
    }
  }

  /** The tasks that something is told of. */
  private static List<Task> told(Board board, List<Entry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.event().subject().stream())
        .distinct()
        .flatMap(id -> board.find(id).stream())
        .toList();
  }

  /** A grant to an agent whose request is open is handed over in its answer, so it begins. */
  private void handOver(TeamId team, Board board, List<Task> tasks) {
    for (Task task : tasks) {
      Hold hold = task.hold();
      if (hold != null && !hold.begun() && polls.of(team, hold.agent()).isPresent()) {
        Command begin = new WorkCommand.Begin(Actor.of(hold.agent()), task.id(), hold.epoch());
        List<Entry> begun = Rules.decide(board, begin, now).entries();
        gather(team, board, begun);
        handOver(team, board, told(board, begun));
      }
    }
  }

  private Batch.@Nullable Remembered remembered(Request request) {
    Request.Key key = request.key();
    if (key == null) {
      return null;
    }
    String caller = request.command().by().toString();
    Batch.Remembered here = gathered(request.team()).outcomes.get(caller + " " + key.value());
    return here != null
        ? here
        : ledger.recall(request.team(), caller, key.value(), now).orElse(null);
  }

  private void replay(Inbox.Letter letter, Request request, Batch.Remembered before, Board board) {
    request
        .command()
        .by()
        .agent()
        .ifPresent(agent -> rule(request.team(), board, WorkCommand.Heartbeat.of(agent)));
    Request.Key key = request.key();
    boolean same = key != null && key.hash().equals(before.hash());
    Refusal reused = Refusal.of(
        Code.KEY_REUSED, "This Idempotency-Key was used for another command; take a new one.");
    settle(
        letter,
        same
            ? new Reply(null, before.answer(), null, true, board.events())
            : new Reply(reused, null, null, false, board.events()));
  }

  private void remember(Request request, Ruling ruling) {
    Request.Key key = request.key();
    if (key != null && ruling.accepted()) {
      String caller = request.command().by().toString();
      gathered(request.team())
          .outcomes
          .put(
              caller + " " + key.value(),
              new Batch.Remembered(caller, key.value(), key.hash(), ruling.answer(), now));
    }
  }

  private void settle(Inbox.Letter letter, Reply reply) {
    settled.add(new Settled(letter, reply));
  }

  /** What the safety net caused. */
  int leftovers() {
    return leftovers;
  }

  void add(Chore chore) {
    chores.add(chore);
  }

  /** Time alone, or a board just loaded: what is due is decided before what was asked for. */
  void sweepWhatIsDue() {
    boards.forEach((team, board) -> {
      if (board.restless() || board.due().filter(due -> !due.isAfter(now)).isPresent()) {
        rule(team, board, TeamCommand.Sweep.NOW);
      }
    });
  }

  /** Everything to write. Taking it leaves the boards as if it were written. */
  Batch batch() {
    List<Batch.Part> parts = new ArrayList<>();
    gathered.forEach((team, all) -> {
      Board board = board(team);
      if (!all.entries.isEmpty() || !all.outcomes.isEmpty()) {
        parts.add(new Batch.Part(
            team,
            board,
            board.takeChanges(),
            List.copyOf(all.entries),
            List.copyOf(all.demands),
            List.copyOf(all.outcomes.values())));
      }
    });
    return new Batch(now, parts, List.copyOf(chores));
  }

  /** The agents of a team that were heard. */
  Map<TeamId, Set<AgentId>> heard() {
    Map<TeamId, Set<AgentId>> all = new TreeMap<>();
    gathered.forEach((team, some) -> all.put(team, some.heard));
    return all;
  }

  /** The replies, with the mailboxes as they are now that all of the batch is decided. */
  List<Settled> replies() {
    return settled.stream().map(this::withMailbox).toList();
  }

  private Settled withMailbox(Settled one) {
    Request request = one.letter().request();
    Board board = boards.get(request.team());
    Optional<AgentId> caller = request.command().by().agent();
    if (board == null || caller.isEmpty() || board.find(caller.get()).isEmpty()) {
      return one;
    }
    Reply reply = one.reply();
    return new Settled(
        one.letter(),
        new Reply(
            reply.refusal(),
            reply.answer(),
            Mailbox.of(board, caller.get(), now),
            reply.replayed(),
            board.events()));
  }

  private Board board(TeamId team) {
    Board board = boards.get(team);
    if (board == null) {
      throw new IllegalStateException("there is no team " + team);
    }
    return board;
  }

  private Gathered gathered(TeamId team) {
    return gathered.computeIfAbsent(team, t -> new Gathered());
  }
}
