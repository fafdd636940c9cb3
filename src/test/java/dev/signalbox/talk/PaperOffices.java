package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The offices on paper: a steward who writes down what is wished, real rules for the agents. */
public final class PaperOffices implements Offices.Steward, Offices.Registrar, Offices.Doctor {

  /** The token of every agent. */
  public static final String TOKEN = "sbx_a-secret-of-this-test";

  public final List<String> changes = new ArrayList<>();
  public final List<Offices.Finding> findings = new ArrayList<>();
  public String problem;

  private final Function<Request, CompletableFuture<Reply>> desk;
  private int hashes;

  public PaperOffices(Function<Request, CompletableFuture<Reply>> desk) {
    this.desk = desk;
  }

  Offices all() {
    return new Offices(this, this, this);
  }

  @Override
  public CompletableFuture<Offices.Verdict> change(
      TeamId team, Actor by, Map<String, Optional<String>> asked) {
    if (!by.equals(Bench.PRIYA)) {
      return CompletableFuture.completedFuture(onlyAdmins());
    }
    asked.forEach((key, value) -> changes.add(by + " " + key + "=" + value.orElse("")));
    return CompletableFuture.completedFuture(new Offices.Verdict(problem, List.of(), List.of()));
  }

  @Override
  public CompletableFuture<Offices.Verdict> reload(TeamId team, Actor by) {
    return CompletableFuture.completedFuture(
        !by.equals(Bench.PRIYA) ? onlyAdmins() : new Offices.Verdict(null, List.of(), List.of()));
  }

  private static Offices.Verdict onlyAdmins() {
    return new Offices.Verdict("Only an admin can change settings.", List.of(), List.of());
  }

  @Override
  public List<String> show(TeamId team) {
    return List.of("wip = 3   (default)");
  }

  @Override
  public String export(TeamId team) {
    return "teams: {}";
  }

  @Override
  public CompletableFuture<Offices.Issued> add(
      TeamId team, Actor by, AgentId agent, LaneId lane, PersonId person) {
    return issued(team, agent, new TeamCommand.AddAgent(by, agent, lane, person, "a-secret"));
  }

  @Override
  public CompletableFuture<Offices.Issued> rotate(TeamId team, Actor by, AgentId agent) {
    return issued(team, agent, new TeamCommand.IssueToken(by, agent, "a-secret"));
  }

  private CompletableFuture<Offices.Issued> issued(
      TeamId team, AgentId agent, TeamCommand command) {
    Chore store = new Chore.StoreToken(team, agent, "a-secret", "hash" + ++hashes);
    return desk.apply(Request.of(team, command).with(store)).thenApply(reply -> {
      Refusal refusal = reply.refusal();
      return new Offices.Issued(refusal, refusal == null ? TOKEN : null, null);
    });
  }

  @Override
  public CompletableFuture<Offices.Issued> remove(TeamId team, Actor by, AgentId agent) {
    Request request = Request.of(team, new TeamCommand.RemoveAgent(by, agent))
        .with(new Chore.DropTokens(team, agent, null));
    return desk.apply(request).thenApply(reply -> new Offices.Issued(reply.refusal(), null, null));
  }

  @Override
  public String url() {
    return "http://127.0.0.1:7070";
  }

  @Override
  public CompletableFuture<List<Offices.Finding>> examine(TeamId team) {
    return CompletableFuture.completedFuture(List.copyOf(findings));
  }
}
