package dev.signalbox.slack;

import static dev.signalbox.slack.SlackHall.PRIYA;
import static dev.signalbox.slack.SlackHall.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import dev.signalbox.slack.Line.Mode;
import dev.signalbox.testkit.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The connection: made when Slack is there, made again when it is gone or deaf, and ended. */
class SocketTest {

  private static final Socket.Pulse FAST = new Socket.Pulse(
      Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofHours(1));

  private final ManualTime time = new ManualTime();
  private final FakeSlack slack = new FakeSlack(time);
  private final AtomicLong ahead = new AtomicLong();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private SocketLine line;
  private Socket socket;

  @BeforeEach
  void open() throws InterruptedException {
    line = new SocketLine();
    slack.socketUrl = line.url();
    AppConfig config = AppConfig.builder().slack(Slack.getInstance()).build();
    App app = new App(config, new ArrayList<>());
    socket = new Socket(
        slack.api(), FakeSlack.APP_TOKEN, app, FAST, () -> System.nanoTime() + ahead.get());
    log.start();
    ((Logger) LoggerFactory.getLogger(Socket.class)).addAppender(log);
  }

  @AfterEach
  void close() throws Exception {
    ((Logger) LoggerFactory.getLogger(Socket.class)).detachAppender(log);
    socket.close();
    line.close();
    slack.close();
  }

  private void connected() {
    socket.start();
    await().until(socket::connected);
  }

  @Test
  void while_slack_is_away_it_tries_on_and_says_so_once() {
    slack.down = true;
    socket.start();
    await().until(() -> slack.calls().size() > 4);
    assertThat(socket.connected()).isFalse();
    slack.down = false;
    await().until(socket::connected);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Slack is not connected; trying on", "Slack is connected");
    assertThat(log.list.toString()).doesNotContain("xapp", "ticket");
  }

  @Test
  void a_connection_that_breaks_is_made_again_and_counted() {
    connected();
    line.drop();
    await().until(() -> line.connections.get() == 2 && socket.connected());
    assertThat(socket.reconnects()).isEqualTo(1);
  }

  @Test
  void before_slack_closes_one_there_is_another() {
    connected();
    line.refresh();
    await().until(() -> line.connections.get() == 2);
    await().until(socket::connected);
  }

  /** The pings of the probe are not answered for 3 s. */
  @Test
  void a_connection_that_is_deaf_is_left_for_another() {
    connected();
    line.deaf = true;
    await().until(() -> line.connections.get() == 2);
    line.deaf = false;
    await().until(socket::connected);
    assertThat(socket.reconnects()).isEqualTo(1);
  }

  @Test
  void a_connection_over_which_nothing_comes_is_left_for_another() {
    connected();
    ahead.addAndGet(Duration.ofMinutes(61).toNanos());
    await().until(() -> line.connections.get() == 2);
    await().until(socket::connected);
    assertThat(socket.silence()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void when_it_is_closed_it_stays_closed() throws Exception {
    connected();
    socket.close();
    await().until(() -> !line.connected());
    await().during(Duration.ofMillis(300)).until(() -> line.connections.get() == 1);
  }

  @Test
  void after_a_break_people_are_heard_again(@TempDir Path directory) throws Exception {
    try (SlackHall hall = new SlackHall(directory, Mode.SOCKET)) {
      SocketLine end = (SocketLine) hall.line;
      end.refresh();
      await().until(() -> end.connections.get() == 2 && end.connected());
      assertThat(text(hall.types(PRIYA, "board"))).contains("Board");
      assertThat(List.of(hall.incoming.liveness().orElseThrow().connected())).containsOnly(true);
    }
  }

  @Test
  void a_connection_is_judged() {
    assertThat(Incoming.sign(new Incoming.Liveness(true, 1, Duration.ofSeconds(119)))
            .what())
        .isEqualTo(
            "Slack is connected: the last word from it is 119 s old; 1 reconnect since the start.");
    assertThat(Incoming.sign(new Incoming.Liveness(false, 3, Duration.ofMinutes(9))))
        .matches(sign -> !sign.well() && sign.what().contains("9 min old; 3 reconnects"));
  }
}
