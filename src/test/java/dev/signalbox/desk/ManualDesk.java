package dev.signalbox.desk;

import dev.signalbox.board.Board;
import dev.signalbox.board.Command;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The desk without its thread: does what it is given, when it is told to. */
public final class ManualDesk {

  /** Nobody looks at the clock while a test lets hours pass, which is no stall. */
  private static final Duration PATIENT = Duration.ofDays(36_500);

  private final Clerk clerk;

  public ManualDesk(Ledger ledger, Demands demands, List<Team> teams, ManualTime time) {
    this(ledger, demands, teams, time, PATIENT);
  }

  private ManualDesk(
      Ledger ledger, Demands demands, List<Team> teams, ManualTime time, Duration patience) {
    clerk =
        new Clerk(ledger, demands, teams, new LogicalTime(time, time, ledger.clock(), patience));
  }

  /** One that notices, as the real one does, when nobody looked at the clock for long. */
  public static ManualDesk watchful(
      Ledger ledger, Demands demands, List<Team> teams, ManualTime time) {
    return new ManualDesk(ledger, demands, teams, time, LogicalTime.STALL);
  }

  /** Serves all requests as one batch. Replies of waiting requests may be open still. */
  public List<CompletableFuture<Reply>> serve(List<Request> requests) {
    List<Inbox.Letter> letters = new ArrayList<>();
    requests.forEach(request -> letters.add(new Inbox.Letter(request, new CompletableFuture<>())));
    clerk.serve(new Inbox.Delivery(List.copyOf(letters), List.of()), false);
    return letters.stream().map(Inbox.Letter::reply).toList();
  }

  /** Serves one command and gives its reply, which must be there. */
  public Reply serve(TeamId team, Command command) {
    return serve(List.of(Request.of(team, command))).get(0).join();
  }

  /** Nobody asks for anything; what is due happens. */
  public void idle() {
    clerk.serve(new Inbox.Delivery(List.of(), List.of()), false);
  }

  /** How long nothing is due, at most a second. */
  public Duration idleFor() {
    return clerk.idle();
  }

  public Board board(TeamId team) {
    return clerk.boards().get(team);
  }

  /** The desk's own time. */
  public Instant now() {
    return clerk.now();
  }

  public DeskMeter meter() {
    return clerk.meter();
  }

  public void chore(Chore chore) {
    Inbox.Errand errand = new Inbox.Errand(chore, new CompletableFuture<>());
    clerk.serve(new Inbox.Delivery(List.of(), List.of(errand)), false);
    errand.done().join();
  }

  public boolean out() {
    return clerk.outage().isPresent();
  }
}
