package dev.signalbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One agent of the story: asks for work, reports while it works, hands it in, reviews others'. */
final class DemoAgent implements Runnable {

  private static final Duration REVIEW = Duration.ofMillis(1_500);

  /** What the crashed agent met when it came back. */
  static final class Tally {
    final AtomicInteger crashes = new AtomicInteger();
    final AtomicInteger lateRefused = new AtomicInteger();
  }

  private final String handle;
  private final Story story;
  private final Client client;
  private final Calling calling;
  private final Pace pace;
  private final Tally tally;
  private final Set<String> failedOnce = new HashSet<>();

  DemoAgent(String handle, Story story, Client client, Calling calling, Pace pace, Tally tally) {
    this.handle = handle;
    this.story = story;
    this.client = client;
    this.calling = calling;
    this.pace = pace;
    this.tally = tally;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Client.Answer answer = client.post(Client.verb("next").put("wait", 20));
        if (!answer.ok()) {
          Thread.sleep(pace.beat().toMillis());
          continue;
        }
        for (JsonNode hold : answer.body().path("holds")) {
          handle(hold);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(JsonNode hold) throws InterruptedException {
    Story.Job job = story.job(hold.path("title").asText());
    if (hold.path("kind").asText().equals("review")) {
      review(hold, job);
    } else if (job.crash() && tally.crashes.compareAndSet(0, 1)) {
      crash(hold, job);
    } else {
      work(hold, job);
    }
  }

  private void work(JsonNode hold, Story.Job job) throws InterruptedException {
    boolean revising = hold.path("kind").asText().equals("rework");
    if (!revising) {
      calling.call(client, job.calls());
    }
    Duration length = pace.of(revising ? job.work().dividedBy(2) : job.work());
    if (busy(hold, length, revising ? "revising" : "drafting")) {
      submit(hold, revising ? "Revised as the review asked." : "Done, ready for a look.");
    }
  }

  /** Reports half way, then is not heard until it is given up; then it hands in what it has. */
  private void crash(JsonNode hold, Story.Job job) throws InterruptedException {
    busy(hold, pace.of(job.work()).dividedBy(2), "half way");
    awaitGivenUp(hold.path("task").asText());
    Client.Answer late = submit(hold, "Here it is after all.");
    if (late.code().equals("stale_claim")) {
      tally.lateRefused.incrementAndGet();
    }
    awaitTakeover(hold.path("task").asText());
  }

  /** Looks on, which is no sign of life, until it is no longer taken for the holder. */
  private void awaitGivenUp(String task) throws InterruptedException {
    while (client.task(task).path("task").path("agent").asText().equals(handle)) {
      Thread.sleep(pace.beat().dividedBy(5).toMillis());
    }
  }

  /** Looks on until somebody else has its work, and only then asks for more. */
  private void awaitTakeover(String task) throws InterruptedException {
    while (client.task(task).path("task").path("state").asText().equals("todo")) {
      Thread.sleep(pace.beat().toMillis());
    }
  }

  private void review(JsonNode hold, Story.Job job) throws InterruptedException {
    if (!busy(hold, pace.of(REVIEW), "reading")) {
      return;
    }
    boolean fails = job.feedback().isPresent() && failedOnce.add(job.title());
    ObjectNode verdict = call(fails ? "fail" : "pass", hold);
    client.post(
        fails
            ? verdict.put("feedback", job.feedback().orElseThrow())
            : verdict.put("note", "Reads well."));
  }

  /** Works and reports, as long as the hold lasts; false when it was told to stop. */
  private boolean busy(JsonNode hold, Duration length, String what) throws InterruptedException {
    long beats = Math.max(1, length.dividedBy(pace.beat()));
    for (int i = 1; i <= beats; i++) {
      String note = handle + ": " + what + " " + i + "/" + beats;
      Client.Answer answer = client.post(call("heartbeat", hold)
          .put("note", note)
          .put("progress", Math.toIntExact(100L * i / beats)));
      if (!answer.ok()) {
        return false;
      }
      Thread.sleep(length.dividedBy(beats).toMillis());
    }
    return true;
  }

  private Client.Answer submit(JsonNode hold, String note) throws InterruptedException {
    return client.post(call("submit", hold)
        .put("note", note)
        .put("link", "https://example.org/" + hold.path("task").asText()));
  }

  private static ObjectNode call(String verb, JsonNode hold) {
    return Client.verb(verb)
        .put("task", hold.path("task").asText())
        .put("epoch", hold.path("epoch").asInt());
  }
}
