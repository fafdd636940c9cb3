package dev.signalbox.slack;

import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsInfoResponse;
import com.slack.api.model.Conversation;
import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.dialect.Sign;
import dev.signalbox.talk.dialect.Workers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks Slack how it is: the token, the scopes, the clock, the rooms. Nothing of a token is in what
 * it says. Thread-safe.
 */
final class Examination implements AutoCloseable {

  /** The longest that all of it may take. */
  static final Duration ALL_MAX = Duration.ofSeconds(5);

  /** The longest that one call may take. */
  static final Duration CALL_MAX = Duration.ofSeconds(2);

  /** What a clock may be off. */
  static final Duration SKEW_MAX = Duration.ofSeconds(60);

  private static final int THREADS = 2;
  private static final int NAME_MAX = 80;

  private final SlackApi api;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final ThreadPoolExecutor threads = Workers.pool("slack-doctor", THREADS);

  /**
   * @param api whose calls take no longer than {@link #CALL_MAX}
   * @param wall what the clock on the wall says
   * @param nanos a clock that never goes backwards
   */
  Examination(SlackApi api, InstantSource wall, LongSupplier nanos) {
    this.api = api;
    this.wall = wall;
    this.nanos = nanos;
  }

  /** Never completes exceptionally; see {@link Workspace#examine}. */
  CompletableFuture<List<Sign>> of(List<String> rooms) {
    CompletableFuture<List<Sign>> signs;
    try {
      signs = CompletableFuture.supplyAsync(() -> look(rooms), threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(List.of(unreached("too many ask it")));
    }
    return signs
        .completeOnTimeout(
            List.of(unreached("it takes longer than " + ALL_MAX.toSeconds() + " s")),
            ALL_MAX.toMillis(),
            TimeUnit.MILLISECONDS)
        .exceptionally(e -> List.of(unreached(e.getClass().getSimpleName())));
  }

  private List<Sign> look(List<String> rooms) {
    long from = nanos.getAsLong();
    Outcome<AuthTestResponse> outcome = api.call(methods -> methods.authTest(test -> test));
    if (!(outcome instanceof Outcome.Done<AuthTestResponse> done)) {
      return List.of(refused("Slack says no: ", outcome));
    }
    List<Sign> signs = new ArrayList<>();
    AuthTestResponse answer = done.answer();
    signs.add(Sign.well("Slack takes the token of " + name(answer.getUser()) + " in "
        + name(answer.getTeam()) + "."));
    scopes(answer).ifPresent(signs::add);
    clock(answer).ifPresent(signs::add);
    for (String room : rooms) {
      boolean late = nanos.getAsLong() - from > ALL_MAX.minus(CALL_MAX).toNanos();
      signs.add(
          late
              ? Sign.ill(room + " was not looked at: Slack is slow.", "Ask again: doctor")
              : room(room));
    }
    return signs;
  }

  private static Optional<Sign> scopes(AuthTestResponse answer) {
    return header(answer, "x-oauth-scopes").map(given -> {
      Set<String> has = Set.copyOf(List.of(given.strip().split("\\s*,\\s*", -1)));
      List<String> lacks =
          Manifest.SCOPES.stream().filter(scope -> !has.contains(scope)).toList();
      return lacks.isEmpty()
          ? Sign.well("The app has every scope of the manifest.")
          : Sign.ill(
              "The app lacks " + String.join(", ", lacks) + ".",
              "Give it what manifests/slack/app-manifest.yaml asks for, then install it again"
                  + " under OAuth & Permissions.");
    });
  }

  private Optional<Sign> clock(AuthTestResponse answer) {
    Instant here = wall.instant();
    return header(answer, "date").flatMap(Examination::time).map(there -> {
      Duration ahead = Duration.between(there, here);
      return ahead.abs().compareTo(SKEW_MAX) <= 0
          ? Sign.well("This machine's clock agrees with Slack's.")
          : Sign.ill(
              "This machine's clock is " + ahead.abs().toSeconds() + " s "
                  + (ahead.isNegative() ? "behind" : "ahead of") + " Slack's.",
              "Set it right, best by NTP: from " + Seal.SKEW_MAX.toSeconds()
                  + " s on, nothing that Slack sends over HTTP is taken.");
    });
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> header(AuthTestResponse answer, String name) {
    Map<String, List<String>> headers = answer.getHttpResponseHeaders();
    return headers == null
        ? Optional.empty()
        : headers.entrySet().stream()
            .filter(header -> name.equalsIgnoreCase(header.getKey()))
            .flatMap(header -> header.getValue().stream())
            .findFirst();
  }

  private Sign room(String room) {
    String channel = SlackChat.SLACK.channel(room);
    Outcome<ConversationsInfoResponse> outcome =
        api.call(methods -> methods.conversationsInfo(info -> info.channel(channel)));
    if (!(outcome instanceof Outcome.Done<ConversationsInfoResponse> done)) {
      return refused(room + " cannot be looked at: ", outcome);
    }
    Conversation found = done.answer().getChannel();
    String who = room + " (#" + name(found.getName()) + ")";
    if (found.isArchived()) {
      return Sign.ill(
          who + " is archived.", "Unarchive it in Slack, or take it out of the team's rooms.");
    }
    return found.isMember()
        ? Sign.well("Signalbox is in " + who + ".")
        : Sign.ill("Signalbox is not in " + who + ".", "There: /invite @Signalbox");
  }

  private static Sign refused(String what, Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?> refused) {
      return Sign.ill(
          what + Reasons.inWords(refused.error()) + ".", "Mend that, then ask again: doctor");
    }
    if (outcome instanceof Outcome.Limited<?> limited) {
      return Sign.ill(
          what + "it was asked too often.",
          "Ask again in " + limited.retryAfter().toSeconds() + " s: doctor");
    }
    return outcome instanceof Outcome.Unreached<?> unreached
        ? unreached(unreached.why())
        : unreached(outcome instanceof Outcome.Doubtful<?> doubt ? doubt.why() : "no answer");
  }

  private static Sign unreached(String why) {
    return Sign.ill(
        "Slack cannot be asked: " + why + ".",
        "See whether this machine reaches it (proxy, firewall), and status.slack.com. What is to be"
            + " told waits.");
  }

  /** Somebody's word for it, as one short line. */
  private static String name(String given) {
    return SafeText.cut(SafeText.tame(String.valueOf(given).replace('\n', ' ')), NAME_MAX);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    api.close();
  }
}
