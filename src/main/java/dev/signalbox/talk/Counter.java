package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Parsed.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves what is no command to the board: tokens, the digest, the shared board, threads that hear no
 * lines, the doctor. Thread-safe.
 */
final class Counter {

  /** How far back a digest looks that somebody asks for. */
  private static final Duration BACK_MAX = Duration.ofDays(7);

  private static final Duration BACK = Duration.ofDays(1);

  /** What somebody asks for, where, and the settings of their team. */
  record Wish(TeamId team, @Nullable Actor who, String room, Ask ask, Team settings) {

    boolean admin() {
      return who != null
          && (who.kind() == Actor.Kind.OPERATOR
              || who.person()
                  .map(settings.people()::get)
                  .filter(Team.Person::admin)
                  .isPresent());
    }

    AgentId agent() {
      return new AgentId(ask.text("agent"));
    }
  }

  private final Talk.House house;
  private final Spelling spelling;

  Counter(Talk.House house, Spelling spelling) {
    this.house = house;
    this.spelling = spelling;
  }

  /** The answer; empty for what is asked of somebody else. */
  Optional<CompletableFuture<Message>> serve(Wish wish) {
    return switch (wish.ask().verb().typed()) {
      case "mute" -> Optional.of(mute(wish, true));
      case "unmute" -> Optional.of(mute(wish, false));
      case "board" ->
        wish.ask().given("share").isPresent()
            ? Optional.of(known(wish, who -> share(wish)))
            : Optional.empty();
      case "digest" -> Optional.of(digest(wish));
      case "agent add" -> Optional.of(known(wish, who -> add(wish, who)));
      case "agent rotate" -> Optional.of(known(wish, who -> rotate(wish, who)));
      case "agent remove" -> Optional.of(known(wish, who -> remove(wish, who)));
      case "doctor" -> Optional.of(admins(wish, who -> examine(wish)));
      default -> Optional.empty();
    };
  }

  private static CompletableFuture<Message> now(Message message) {
    return CompletableFuture.completedFuture(message);
  }

  private static CompletableFuture<Message> known(
      Wish wish, Function<Actor, CompletableFuture<Message>> work) {
    Actor who = wish.who();
    return who == null ? now(RefusalView.of("problem.not_known")) : work.apply(who);
  }

  private static CompletableFuture<Message> admins(
      Wish wish, Function<Actor, CompletableFuture<Message>> work) {
    return known(
        wish,
        who -> wish.admin()
            ? work.apply(who)
            : now(RefusalView.of(
                "problem.admins", "admins", Say.list(wish.settings().admins()))));
  }

  private static Message said(Wish wish, String key, Object... named) {
    return new Draft(Kind.ANSWER, wish.settings().zone())
        .say(Role.BODY, key, named)
        .asWritten();
  }

  // -- what is told, and where --------------------------------------------------------------------

  private CompletableFuture<Message> mute(Wish wish, boolean muted) {
    TaskId task = wish.ask().task();
    if (task == null || house.reads().task(wish.team(), task).isEmpty()) {
      return now(RefusalView.of("problem.no_task", "task", "" + task));
    }
    Message done = said(wish, muted ? "did.mute" : "did.unmute", "task", task);
    return house
        .chores()
        .apply(new Chore.Mute(wish.team(), task, muted))
        .thenApply(written -> done);
  }

  private CompletableFuture<Message> share(Wish wish) {
    boolean there = house
        .reads()
        .message(wish.team(), wish.room(), Subject.TEAM, Demand.Kind.BOARD, 0)
        .isPresent();
    Message done = said(wish, there ? "did.board_shared" : "did.board_share");
    return house
        .chores()
        .apply(new Chore.ShareBoard(wish.team(), wish.room()))
        .thenApply(written -> done);
  }

  // -- the digest ---------------------------------------------------------------------------------

  private CompletableFuture<Message> digest(Wish wish) {
    Optional<String> at = wish.ask().given("at");
    boolean off = wish.ask().given("off").isPresent();
    if (at.isPresent() && off) {
      return now(RefusalView.of(
          new Problem("problem.digest_both", Map.of(), wish.ask().verb()), List.of(), spelling));
    }
    return at.isPresent() || off
        ? admins(wish, who -> change(wish, who, at))
        : now(digestNow(wish.team()));
  }

  private CompletableFuture<Message> change(Wish wish, Actor who, Optional<String> cron) {
    return house
        .offices()
        .steward()
        .change(wish.team(), who, Map.of("digest", cron))
        .thenApply(verdict -> {
          String problem = verdict.problem();
          return problem != null
              ? new Draft(Kind.ANSWER, wish.settings().zone())
                  .line(Role.WARNING, List.of(Say.untrusted(problem)))
                  .asWritten()
              : cron.isPresent()
                  ? said(
                      wish,
                      "did.digest_at",
                      "cron",
                      Say.untrusted(cron.get()),
                      "zone",
                      wish.settings().zone().getId())
                  : said(wish, "did.digest_off");
        });
  }

  private Message digestNow(TeamId team) {
    Reads reads = house.reads();
    Instant now = house.clock().instant();
    Instant since = reads
        .lastDigest(team)
        .map(Reads.DigestMark::at)
        .filter(last -> last.isAfter(now.minus(BACK_MAX)))
        .orElse(now.minus(BACK));
    return DigestView.of(
        Kind.ANSWER,
        new Glance(reads.overview(team), now),
        since,
        reads.doneSince(team, since, Reads.PAGE_MAX),
        id -> reads.task(team, id));
  }

  // -- agents and their tokens --------------------------------------------------------------------

  private CompletableFuture<Message> add(Wish wish, Actor who) {
    LaneId lane = new LaneId(wish.ask().text("lane"));
    PersonId person = wish.ask().given("person").map(PersonId::new).orElse(null);
    return house
        .offices()
        .registrar()
        .add(wish.team(), who, wish.agent(), lane, person)
        .thenApply(issued -> token(wish, issued, true));
  }

  private CompletableFuture<Message> rotate(Wish wish, Actor who) {
    return house
        .offices()
        .registrar()
        .rotate(wish.team(), who, wish.agent())
        .thenApply(issued -> token(wish, issued, false));
  }

  private Message token(Wish wish, Offices.Issued issued, boolean added) {
    Refusal refusal = issued.refusal();
    return refusal != null
        ? RefusalView.of(refusal, wish.ask().verb(), spelling)
        : TokenView.of(
            wish.agent(),
            added,
            issued,
            house.offices().registrar().url(),
            house.clock().instant(),
            wish.settings().zone());
  }

  private CompletableFuture<Message> remove(Wish wish, Actor who) {
    return house.offices().registrar().remove(wish.team(), who, wish.agent()).thenApply(issued -> {
      Refusal refusal = issued.refusal();
      return refusal == null
          ? said(wish, "did.agent_remove", "agent", wish.agent())
          : RefusalView.of(refusal, wish.ask().verb(), spelling);
    });
  }

  // -- health -------------------------------------------------------------------------------------

  private CompletableFuture<Message> examine(Wish wish) {
    return house
        .offices()
        .doctor()
        .examine(wish.team())
        .thenApply(found -> DoctorView.of(found, wish.settings().zone()));
  }
}
