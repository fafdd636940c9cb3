package dev.signalbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.bench.Work.Held;
import dev.signalbox.bench.Work.Say;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it is meant to be: does what its mailbox says. Creates a task, claims it, gives a sign
 * of life, submits it, and passes what it is given to review.
 */
final class Agent implements Script {

  private final String token;
  private final BooleanSupplier goOn;
  private final boolean patient;
  private final boolean settles;
  private @Nullable String created;
  private @Nullable Call pending;
  private Held beaten = new Held("", 0);

  /**
   * One agent.
   *
   * @param goOn whether it is not time to stop
   * @param patient whether it waits as long as it is told when it is turned away
   * @param settles whether it brings to an end what it holds before it stops
   */
  Agent(String token, BooleanSupplier goOn, boolean patient, boolean settles) {
    this.token = token;
    this.goOn = goOn;
    this.patient = patient;
    this.settles = settles;
  }

  @Override
  public @Nullable Call next(@Nullable Answer last) {
    boolean more = goOn.getAsBoolean();
    if (!more && !settles) {
      return null;
    }
    Call again = pending;
    if (last != null && again != null && (last.status() == 503 || last.status() == 429)) {
      return again.at(System.nanoTime() + (patient ? pause(last) : 0));
    }
    Call next = decide(last);
    pending = more || !next.kind().equals("create") ? next : null;
    return pending;
  }

  /** Spread over the second that was named, so that not all come back at once. */
  private static long pause(Answer last) {
    double seconds = last.retryAfter() + ThreadLocalRandom.current().nextDouble();
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  private Call decide(@Nullable Answer last) {
    if (last == null || last.status() == 0) {
      return Call.post("look", token, "{\"type\":\"heartbeat\"}");
    }
    JsonNode json = last.json();
    if (last.good() && pending != null && pending.kind().equals("create")) {
      created = Work.made(last);
    }
    JsonNode work = null;
    for (JsonNode hold : json.path("holds")) {
      Held held = new Held(hold.path("task").asText(), hold.path("epoch").asLong());
      if (hold.path("kind").asText().equals("review")) {
        return Call.post("pass", token, Say.pass(held));
      }
      work = hold;
    }
    if (work != null) {
      Held held = new Held(work.path("task").asText(), work.path("epoch").asLong());
      if (!held.equals(beaten)) {
        beaten = held;
        return Call.post("heartbeat", token, Say.heartbeat(held));
      }
      return Call.post("submit", token, Say.submit(held));
    }
    String mine = created;
    if (mine != null) {
      created = null;
      return Call.post("claim", token, Say.claim(mine));
    }
    return Call.post("create", token, Say.create("bench"));
  }
}
