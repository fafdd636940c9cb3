package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.board.TeamId;
import dev.signalbox.slack.Line.Mode;
import dev.signalbox.talk.Forms;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A {@link SlackBench} with ears: what people do in the fake Slack reaches the real Bolt, over a
 * socket or over HTTP, and the real desk. Priya, the owner, is known in Slack; mallory is not.
 */
final class SlackHall extends SlackPeople implements AutoCloseable {

  static final String PRIYA = SlackBench.PRIYA;
  static final String MALLORY = "U0MALLORY";
  final SlackBench all;
  final Line line;
  final Incoming incoming;
  final List<String> letIn = new CopyOnWriteArrayList<>();

  /** The desk answers when this is complete. */
  volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  SlackHall(Path directory, Mode mode) {
    this(directory, mode, null);
  }

  /**
   * @param api where the methods are instead of in the fake, for a Slack that is not there; may be
   *     null
   */
  SlackHall(Path directory, Mode mode, URI api) {
    all = new SlackBench(directory);
    boolean socket = mode == Mode.SOCKET;
    SocketLine end = socket ? new SocketLine() : null;
    if (socket) {
      all.slack.socketUrl = end.url();
    }
    SlackSecrets secrets = new SlackSecrets(
        FakeSlack.BOT_TOKEN,
        socket ? FakeSlack.APP_TOKEN : "",
        socket ? "" : FakeSlack.SIGNING_SECRET);
    incoming = new Incoming(secrets, house(api == null ? all.slack.api() : api));
    line = socket ? end : new HttpLine(incoming.routes().orElseThrow(), all.bench.time);
    if (socket && api == null) {
      await().until(() -> incoming.liveness().orElseThrow().connected());
    }
  }

  @Override
  protected Line line() {
    return line;
  }

  @Override
  protected FakeSlack slack() {
    return all.slack;
  }

  private Incoming.House house(URI api) {
    return new Incoming.House(
        api,
        all.bench.talk(request -> gate.thenCompose(open -> all.bench.serve(request))),
        new Forms(all.bench.reads(), all.bench.time),
        () -> List.of(SlackBench.team()),
        (TeamId team, String room) -> letIn.add(team + " " + room),
        all.bench.time,
        System::nanoTime);
  }

  /** Delivers what is to be told, and time passes. */
  void deliver() throws InterruptedException {
    all.courier.finish();
  }

  Posted card(String task) {
    return find(message -> message.mentions == 0 && message.shown().contains(task + " "));
  }

  Posted ping(String task) {
    return find(message -> message.mentions > 0 && message.shown().contains(task + " "));
  }

  private Posted find(Predicate<Posted> which) {
    List<Posted> found = all.inChannel().stream().filter(which).toList();
    assertThat(found).isNotEmpty();
    return found.get(found.size() - 1);
  }

  /** Everything that was said to people is as Slack takes it. */
  void judge() {
    assertThat(all.slack.problems()).isEmpty();
    for (JsonNode answer : answers) {
      assertThat(ViewJudge.answer(answer)).as(answer.toString()).isEmpty();
    }
    for (Map<String, JsonNode> asked : all.slack.views()) {
      assertThat(ViewJudge.view(asked.get("view")))
          .as(asked.get("view").toString())
          .isEmpty();
    }
  }

  @Override
  public void close() {
    gate.complete(null);
    line.close();
    incoming.close();
    try {
      all.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
