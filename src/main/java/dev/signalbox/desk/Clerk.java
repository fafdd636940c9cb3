package dev.signalbox.desk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Board;
import dev.signalbox.board.Mailbox;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the desk's work, one delivery after the other: decide, write, answer, publish; and what to
 * do when writing fails. Knows no thread and no queue, so a test can turn it by hand. Confined to
 * one thread, but for what is said to be thread-safe.
 */
final class Clerk {

  /** How often signs of life are written down, and how long the clock may go unrecorded. */
  static final Duration FLUSH = Duration.ofSeconds(1);

  private static final Duration IDLE_MAX = Duration.ofSeconds(1);
  private static final Duration IDLE_OUT = Duration.ofMillis(250);
  private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);

  private final Ledger ledger;
  private final Demands demands;
  private final LogicalTime time;
  private final Polls polls = new Polls();
  private final Feed feed = new Feed();
  private final Signs signs = new Signs();
  private final DeskMeter meter = new DeskMeter();
  private final Map<TeamId, Board> boards = new TreeMap<>();

  private volatile @Nullable Code outage;
  private volatile Instant present;
  private Instant lastFlush = Instant.EPOCH;
  private Instant nextProbe = Instant.EPOCH;

  /**
   * Loads every team, puts the settings in force and wakes up.
   *
   * @throws IllegalArgumentException if settings leave out what a team still needs, naming it
   * @throws LedgerException if the ledger cannot be read or written
   */
  Clerk(Ledger ledger, Demands demands, List<Team> teams, LogicalTime time) {
    this.ledger = ledger;
    this.demands = demands;
    this.time = time;
    this.present = time.now();
    for (Team team : teams) {
      boards.put(team.id(), Ledger.boardOf(ledger, team));
    }
    begin(teams, ledger.clock());
  }

  private void begin(List<Team> teams, Instant clock) {
    Duration away = clock.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(clock, present);
    Round round = new Round(boards, ledger, demands, polls, present);
    for (Team team : teams) {
      Optional<Refusal> no =
          round.order(team.id(), new TeamCommand.Configure(Actor.OPERATOR, team));
      if (no.isPresent()) {
        throw new IllegalArgumentException("team " + team.id() + ": " + no.get().message());
      }
      round.order(team.id(), new TeamCommand.Awaken(Actor.SYSTEM, away));
    }
    ledger.write(round.batch());
    boards.values().forEach(Board::letGoOfClosed);
  }

  /** Thread-safe. */
  Feed feed() {
    return feed;
  }

  /** Thread-safe. */
  DeskMeter meter() {
    return meter;
  }

  /** Thread-safe. */
  Instant present() {
    return present;
  }

  /** Why nothing can be changed at the moment, if so. Thread-safe. */
  Optional<Code> outage() {
    return Optional.ofNullable(outage);
  }

  /** The live boards, for tests to look at. */
  Map<TeamId, Board> boards() {
    return boards;
  }

  /** How long nothing will be due. */
  Duration idle() {
    if (outage != null) {
      return IDLE_OUT;
    }
    Instant now = time.now();
    Instant wake = now.plus(IDLE_MAX);
    for (Board board : boards.values()) {
      wake = board.restless() ? now : board.due().filter(wake::isAfter).orElse(wake);
    }
    wake = polls.due().filter(wake::isAfter).orElse(wake);
    Duration wait = Duration.between(now, wake);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /**
   * Works off a delivery.
   *
   * @param last whether nothing will follow, so that nobody may be left waiting
   */
  void serve(Inbox.Delivery delivery, boolean last) {
    present = time.now();
    if (outage != null && !recovered()) {
      refuseChanges(delivery, last);
      return;
    }
    awakeAfterSleep();
    Outcome outcome = decide(delivery, last);
    write(outcome);
  }

  /** A decided batch and the errands that are written with it. */
  private record Outcome(Round round, List<Inbox.Letter> letters, List<Inbox.Errand> errands) {}

  /** Decides a delivery; a command that breaks a rule's code fails alone. */
  private Outcome decide(Inbox.Delivery delivery, boolean last) {
    List<Inbox.Letter> letters = new ArrayList<>(delivery.letters());
    while (true) {
      Round round = new Round(boards, ledger, demands, polls, present);
      delivery.errands().forEach(errand -> round.add(errand.chore()));
      round.sweepWhatIsDue();
      Inbox.Letter culprit = decideAll(round, letters);
      if (culprit == null) {
        round.settlePolls(last);
        return new Outcome(round, letters, delivery.errands());
      }
      round.abandon();
      letters.remove(culprit);
      culprit.reply().complete(Reply.refused(ourFault()));
      reload();
    }
  }

  private Inbox.@Nullable Letter decideAll(Round round, List<Inbox.Letter> letters) {
    for (Inbox.Letter letter : letters) {
      try {
        round.decide(letter);
      } catch (RuntimeException e) {
        LOG.error("A rule failed on {}.", letter.request().command().getClass().getName(), e);
        return letter;
      }
    }
    return null;
  }

  private void write(Outcome outcome) {
    Round round = outcome.round();
    signs.add(round.heard());
    boolean flush = !present.isBefore(lastFlush.plus(FLUSH));
    if (flush) {
      signs.take(boards).forEach(round::add);
    }
    Batch batch = round.batch();
    boolean something = !batch.parts().isEmpty() || !batch.chores().isEmpty() || flush;
    try {
      if (something) {
        long begun = System.nanoTime();
        ledger.write(batch);
        meter.wrote(batch, outcome.letters().size(), System.nanoTime() - begun);
        lastFlush = flush ? present : lastFlush;
      }
    } catch (LedgerException e) {
      failed(outcome, batch, e);
      return;
    }
    finish(outcome, batch);
  }

  private void finish(Outcome outcome, Batch batch) {
    meter.foundLeftovers(outcome.round().leftovers());
    boards.values().forEach(Board::letGoOfClosed);
    outcome.round().replies().forEach(one -> one.letter().reply().complete(one.reply()));
    outcome.errands().forEach(errand -> errand.done().complete(null));
    batch.parts().forEach(part -> feed.publish(part.team(), part.board().events()));
    if (!batch.chores().isEmpty()) {
      boards.keySet().forEach(team -> feed.publish(team, 0));
    }
  }

  /** A commit failed: it happened all the same, or it can be had one by one, or storage is out. */
  private void failed(Outcome outcome, Batch batch, LedgerException e) {
    if (happened(batch)) {
      LOG.warn("A commit reported a failure and happened all the same.", e);
      finish(outcome, batch);
      reload();
      return;
    }
    List<Inbox.Letter> letters = outcome.round().abandon();
    reload();
    boolean storage = e.kind() != LedgerException.Kind.BROKEN;
    if (storage || letters.size() + outcome.errands().size() <= 1) {
      Refusal no = storage ? storageRefusal(e) : ourFault();
      LOG.error("Nothing was written: {}", e.getMessage(), e);
      letters.forEach(letter -> letter.reply().complete(Reply.refused(no)));
      outcome.errands().forEach(errand -> errand.done().completeExceptionally(e));
      return;
    }
    LOG.warn("A batch failed; its {} commands are decided one by one.", letters.size(), e);
    for (Inbox.Letter letter : letters) {
      write(decide(new Inbox.Delivery(List.of(letter), List.of()), false));
    }
    for (Inbox.Errand errand : outcome.errands()) {
      write(decide(new Inbox.Delivery(List.of(), List.of(errand)), false));
    }
  }

  private boolean happened(Batch batch) {
    try {
      return !batch.parts().isEmpty()
          && batch.parts().stream()
              .allMatch(part -> !part.entries().isEmpty()
                  && ledger.happened(part.team(), part.board().events()));
    } catch (LedgerException e) {
      return false;
    }
  }

  /** The boards are thrown away and loaded again; only signs of life are carried over. */
  void reload() {
    for (Map.Entry<TeamId, Board> one : boards.entrySet()) {
      Board old = one.getValue();
      Board fresh = Ledger.boardOf(ledger, old.team());
      fresh.carryOver(old);
      one.setValue(fresh);
      polls.tell(one.getKey(), fresh);
    }
  }

  private void awakeAfterSleep() {
    Duration slept = time.takeLeap();
    if (!slept.isZero()) {
      LOG.warn("The clock leapt ahead by {}; nothing ends until agents had time to report.", slept);
      boards.keySet().forEach(team -> command(new TeamCommand.Awaken(Actor.SYSTEM, slept), team));
    }
  }

  private void command(TeamCommand command, TeamId team) {
    Round round = new Round(boards, ledger, demands, polls, present);
    round.order(team, command);
    round.settlePolls(false);
    write(new Outcome(round, List.of(), List.of()));
  }

  // -- while storage takes nothing ----------------------------------------------------------------

  private Refusal storageRefusal(LedgerException e) {
    Code code = e.kind() == LedgerException.Kind.LOCKED ? Code.STORAGE_LOCKED : Code.STORAGE_FULL;
    outage = code;
    nextProbe = present.plusSeconds(1);
    return refusal(code);
  }

  private boolean recovered() {
    if (present.isBefore(nextProbe)) {
      return false;
    }
    nextProbe = present.plusSeconds(1);
    try {
      ledger.probe();
    } catch (LedgerException e) {
      return false;
    }
    LOG.info("Storage takes writes again.");
    outage = null;
    reload();
    boards
        .keySet()
        .forEach(team -> command(new TeamCommand.Awaken(Actor.SYSTEM, Duration.ZERO), team));
    return outage == null;
  }

  /** Signs of life are taken in memory, everything else is refused; nothing ends meanwhile. */
  private void refuseChanges(Inbox.Delivery delivery, boolean last) {
    Code code = outage == null ? Code.STORAGE_FULL : outage;
    for (Inbox.Letter letter : delivery.letters()) {
      letter.reply().complete(whileOut(letter.request(), code));
    }
    for (Polls.Poll poll : last ? polls.all() : polls.over(present)) {
      polls.drop(poll);
      poll.letter().reply().complete(whileOut(poll.letter().request(), code));
    }
    delivery
        .errands()
        .forEach(errand -> errand
            .done()
            .completeExceptionally(new LedgerException(
                LedgerException.Kind.FULL,
                "storage takes no writes",
                new IllegalStateException(code.word()))));
  }

  /** After a bug nobody is left without an answer, and the boards are what the ledger says. */
  void recover(Inbox.Delivery delivery, RuntimeException bug) {
    delivery.letters().forEach(letter -> letter.reply().complete(Reply.refused(ourFault())));
    delivery.errands().forEach(errand -> errand.done().completeExceptionally(bug));
    try {
      reload();
    } catch (LedgerException e) {
      LOG.error("The boards could not be loaded; they are tried again before the next change.", e);
      storageRefusal(e);
    }
  }

  private Reply whileOut(Request request, Code code) {
    Board board = boards.get(request.team());
    Optional<AgentId> caller = request.command().by().agent();
    if (board == null || caller.isEmpty() || board.find(caller.get()).isEmpty()) {
      return Reply.refused(refusal(code));
    }
    board.hears(caller.get(), present);
    boolean bare =
        request.command() instanceof WorkCommand.Heartbeat beat && onlyRenews(board, beat);
    return new Reply(
        bare ? null : refusal(code),
        null,
        Mailbox.of(board, caller.get(), present),
        false,
        board.events());
  }

  /** Whether a heartbeat says nothing that would have to be written down. */
  private static boolean onlyRenews(Board board, WorkCommand.Heartbeat beat) {
    TaskId task = beat.task();
    boolean holds = task == null
        || beat.by().agent().stream()
            .flatMap(agent -> board.holdsOf(agent).stream())
            .flatMap(held -> held.held().filter(h -> held.id().equals(task)).stream())
            .anyMatch(hold -> hold.begun() && Objects.equals(hold.epoch(), beat.epoch()));
    return holds && beat.note() == null && beat.progress() == null && beat.quietFor() == null;
  }

  private static Refusal refusal(Code code) {
    return code == Code.STORAGE_LOCKED
        ? Refusal.of(code, "The database is locked by another process; nothing changed.")
            .retryAfter(Duration.ofSeconds(1))
        : Refusal.of(code, "The server has no room to write; nothing changed. Reads work.")
            .retryAfter(Duration.ofSeconds(30));
  }

  private static Refusal ourFault() {
    return Refusal.of(Code.INTERNAL, "That could not be saved; nothing changed. Try again.")
        .retryAfter(Duration.ofSeconds(1));
  }
}
