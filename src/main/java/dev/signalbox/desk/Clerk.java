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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  /** A longer stall always matters. */
  static final Duration STALL_MAX = Duration.ofSeconds(30);

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

  /** Whether boards may say what was never written, because they could not be loaded again. */
  private boolean torn;

  /** Whether the last thing tried came to nothing, so that trying at once is of no use. */
  private boolean stumbled;

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
    time.takeJolts().forEach(this::report);
    Round round = new Round(boards, ledger, demands, polls, present);
    for (Team team : teams) {
      Optional<Refusal> no = round.order(team.id(), new TeamCommand.Begin(team, away));
      if (no.isPresent()) {
        throw new IllegalArgumentException("team " + team.id() + ": " + no.get().message());
      }
    }
    round.add(new Chore.Slept(away));
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
  Instant now() {
    return time.glance();
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
    if (outage != null || stumbled) {
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
    work(delivery, last);
  }

  private void work(Inbox.Delivery delivery, boolean last) {
    decide(delivery, last).ifPresent(this::write);
  }

  /** A decided batch and the errands that are written with it. */
  private record Outcome(Round round, List<Inbox.Letter> letters, List<Inbox.Errand> errands) {

    /** Everybody who would be answered, first those who have waited since before. */
    List<Inbox.Letter> abandon() {
      Set<Inbox.Letter> all = new LinkedHashSet<>(round.abandon());
      letters.forEach(all::remove);
      all.addAll(letters);
      return List.copyOf(all);
    }
  }

  /**
   * Decides a delivery; a command that breaks a rule's code fails alone. Nothing where storage
   * fails meanwhile; then all are answered.
   */
  private Optional<Outcome> decide(Inbox.Delivery delivery, boolean last) {
    List<Inbox.Letter> letters = List.copyOf(delivery.letters());
    while (true) {
      Round round = new Round(boards, ledger, demands, polls, present);
      Outcome outcome = new Outcome(round, letters, delivery.errands());
      delivery.errands().forEach(errand -> round.add(errand.chore()));
      round.sweepWhatIsDue();
      Inbox.Letter culprit;
      try {
        culprit = decideAll(round, letters);
      } catch (LedgerException e) {
        unwritten(outcome, e);
        return Optional.empty();
      }
      if (culprit == null) {
        round.settlePolls(last);
        return Optional.of(outcome);
      }
      letters =
          outcome.abandon().stream().filter(letter -> !letter.equals(culprit)).toList();
      culprit.reply().complete(Reply.refused(ourFault()));
      if (!reloaded()) {
        refuse(letters, delivery.errands(), refusal(Code.STORAGE_FULL), lost());
        return Optional.empty();
      }
    }
  }

  private Inbox.@Nullable Letter decideAll(Round round, List<Inbox.Letter> letters) {
    for (Inbox.Letter letter : letters) {
      try {
        round.decide(letter);
      } catch (LedgerException e) {
        throw e;
      } catch (RuntimeException | Error e) {
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
      signs.of(boards).forEach(round::add);
    }
    Batch batch = round.batch();
    boolean something = !batch.parts().isEmpty() || !batch.chores().isEmpty() || flush;
    try {
      if (something) {
        long begun = System.nanoTime();
        ledger.write(batch);
        meter.wrote(batch, outcome.letters().size(), System.nanoTime() - begun);
      }
    } catch (LedgerException e) {
      failed(outcome, batch, e);
      return;
    } catch (RuntimeException | Error e) {
      failed(
          outcome,
          batch,
          new LedgerException(LedgerException.Kind.BROKEN, "could not write a batch: " + e, e));
      return;
    }
    if (flush) {
      lastFlush = present;
      signs.written();
    }
    finish(outcome, batch);
  }

  private void finish(Outcome outcome, Batch batch) {
    stumbled = false;
    meter.foundLeftovers(outcome.round().leftovers());
    boards.values().forEach(Board::letGoOfClosed);
    outcome.round().replies().forEach(one -> one.letter().reply().complete(one.reply()));
    outcome.errands().forEach(errand -> errand.done().complete(null));
    batch.parts().forEach(part -> feed.publish(part.team(), part.board().events()));
    if (!batch.chores().isEmpty()) {
      boards.keySet().forEach(team -> feed.publish(team, 0));
    }
  }

  private void failed(Outcome outcome, Batch batch, LedgerException e) {
    if (happened(batch)) {
      LOG.warn("A commit reported a failure and happened all the same.", e);
      finish(outcome, batch);
      reloaded();
    } else {
      unwritten(outcome, e);
    }
  }

  /** Nothing happened: it can be had one by one, or is a command's own fault, or storage is out. */
  private void unwritten(Outcome outcome, LedgerException e) {
    stumbled = true;
    List<Inbox.Letter> letters = outcome.abandon();
    List<Inbox.Errand> errands = outcome.errands();
    boolean alone = letters.size() + errands.size() <= 1;
    if (e.kind() != LedgerException.Kind.BROKEN || alone && !writable()) {
      LOG.error("Nothing was written: {}", e.getMessage(), e);
      Refusal no = storageRefusal(e);
      torn = true;
      refuse(letters, errands, no, e);
      reloaded();
    } else if (!reloaded()) {
      refuse(letters, errands, refusal(Code.STORAGE_FULL), e);
    } else if (alone) {
      LOG.error("Nothing was written: {}", e.getMessage(), e);
      refuse(letters, errands, ourFault(), e);
    } else {
      LOG.warn("A batch failed; its {} commands are decided one by one.", letters.size(), e);
      letters.forEach(letter -> work(new Inbox.Delivery(List.of(letter), List.of()), false));
      errands.forEach(errand -> work(new Inbox.Delivery(List.of(), List.of(errand)), false));
    }
  }

  /** Whether storage takes anything at all, so that it is the command that it does not take. */
  private boolean writable() {
    try {
      ledger.probe();
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  private static void refuse(
      List<Inbox.Letter> letters, List<Inbox.Errand> errands, Refusal no, LedgerException why) {
    letters.forEach(letter -> letter.reply().complete(Reply.refused(no)));
    errands.forEach(errand -> errand.done().completeExceptionally(why));
  }

  private static LedgerException lost() {
    return new LedgerException(LedgerException.Kind.BROKEN, "the boards could not be loaded");
  }

  private boolean happened(Batch batch) {
    try {
      return !batch.parts().isEmpty()
          && batch.parts().stream()
              .allMatch(part -> !part.entries().isEmpty()
                  && ledger.happened(part.team(), part.board().events()));
    } catch (RuntimeException | Error e) {
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
    torn = false;
  }

  /** Whether the boards could be loaded again; they are tried again before the next change. */
  private boolean reloaded() {
    torn = true;
    try {
      reload();
      return true;
    } catch (RuntimeException | Error e) {
      LOG.error("The boards could not be loaded; they are tried again before the next change.", e);
      storageRefusal(
          e instanceof LedgerException failure
              ? failure
              : new LedgerException(LedgerException.Kind.BROKEN, "could not load: " + e, e));
      return false;
    }
  }

  /** Where nobody could be heard for a while, nothing ends before everybody had time to report. */
  private void awakeAfterSleep() {
    List<Jolt> jolts = time.takeJolts().stream().filter(this::matters).toList();
    jolts.forEach(this::report);
    Duration deaf =
        jolts.stream().filter(Jolt::deafened).map(Jolt::by).reduce(Duration.ZERO, Duration::plus);
    Duration leapt = jolts.stream()
        .filter(jolt -> jolt.kind() == Jolt.Kind.LEAPT)
        .map(Jolt::by)
        .reduce(Duration.ZERO, Duration::plus);
    if (!deaf.isZero()) {
      awaken(deaf, leapt);
    }
  }

  /**
   * All teams are awake from now on.
   *
   * @param away for how long nobody could be heard
   * @param leapt how much of it the monotonic clock knows nothing of
   */
  private void awaken(Duration away, Duration leapt) {
    Round round = new Round(boards, ledger, demands, polls, present);
    boards.keySet().forEach(team -> round.order(team, new TeamCommand.Awaken(Actor.SYSTEM, away)));
    round.add(new Chore.Slept(leapt));
    round.settlePolls(false);
    write(new Outcome(round, List.of(), List.of()));
  }

  /**
   * A stall of half a {@code quiet_after} makes nobody quiet who beats as agreed, which is twice in
   * that time.
   */
  private boolean matters(Jolt jolt) {
    Duration shortest = boards.values().stream()
        .flatMap(board -> board.team().lanes().values().stream())
        .map(lane -> lane.quietAfter().dividedBy(2))
        .min(Duration::compareTo)
        .filter(half -> half.compareTo(STALL_MAX) < 0)
        .orElse(STALL_MAX);
    return jolt.kind() != Jolt.Kind.STALLED || jolt.by().compareTo(shortest) > 0;
  }

  private void report(Jolt jolt) {
    meter.jolted(jolt.kind());
    switch (jolt.kind()) {
      case LEAPT ->
        LOG.warn(
            "The clock leapt ahead by {}; nothing ends until agents had time to report.",
            jolt.by());
      case STALLED ->
        LOG.warn(
            "The process stood still for {}; nothing ends until agents had time to report.",
            jolt.by());
      case SET_BACK ->
        LOG.warn("The clock is {} further back; the board's goes on from where it was.", jolt.by());
      case PUT_RIGHT ->
        LOG.warn("The clock is {} nearer to the board's, which goes on as it did.", jolt.by());
    }
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
    if (!writable() || !reloaded()) {
      return false;
    }
    LOG.info("Storage takes writes again.");
    outage = null;
    awaken(Duration.ZERO, Duration.ZERO);
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
  void recover(Inbox.Delivery delivery, Throwable bug) {
    stumbled = true;
    delivery.letters().forEach(letter -> letter.reply().complete(Reply.refused(ourFault())));
    delivery.errands().forEach(errand -> errand.done().completeExceptionally(bug));
    reloaded();
  }

  private Reply whileOut(Request request, Code code) {
    Board board = boards.get(request.team());
    Optional<AgentId> caller = request.command().by().agent();
    if (board == null || caller.isEmpty() || board.find(caller.get()).isEmpty()) {
      return Reply.refused(refusal(code));
    }
    board.hears(caller.get(), present);
    if (torn) {
      return Reply.refused(refusal(code));
    }
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
        : Refusal.of(code, "The server cannot write at the moment; nothing changed. Reads work.")
            .retryAfter(Duration.ofSeconds(30));
  }

  private static Refusal ourFault() {
    return Refusal.of(Code.INTERNAL, "That could not be saved; nothing changed. Try again.")
        .retryAfter(Duration.ofSeconds(1));
  }
}
