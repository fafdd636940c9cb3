package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A secret goes in, and comes out nowhere. */
class LeaksTest {

  private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.signalbox");

  private final World world = new World();
  private final Lines lines = new Lines();
  private final Level level = OURS.getLevel();

  @BeforeEach
  void listen() {
    OURS.setLevel(Level.TRACE);
    lines.setContext(OURS.getLoggerContext());
    lines.start();
    root().addAppender(lines);
  }

  @AfterEach
  void close() {
    world.close();
    root().detachAppender(lines);
    OURS.setLevel(level);
  }

  @Test
  void no_token_is_in_any_answer_log_or_event() {
    StringBuilder answers = new StringBuilder();
    for (Verb verb : Verb.values()) {
      String body = verb.example().replace("\"wait\":30", "\"wait\":0");
      answers.append(world.post("ada", body).body());
      answers.append(world.post("ada", body, Keys.HEADER, "k").body());
    }
    answers.append(world.post("ada", "{").body());
    for (String path :
        List.of("/v1/board", "/v1/tasks", "/v1/tasks/T-1", "/v1/agents", "/v1/events")) {
      answers.append(world.get("ada", path).body());
    }
    world.house.breakReads(true);
    answers.append(world.get("ada", "/v1/board").body());
    String secret = world.secret("ada");
    answers.append(
        world.send(world.request("/v1/board?token=" + secret).build()).body());
    answers.append(world.send(world.request("/nowhere?token=" + secret).build()).body());
    answers.append(world
        .send(world
            .request("/v1/webhook?token=" + secret)
            .header("Authorization", "Bearer " + secret + "x")
            .POST(BodyPublishers.ofString("{}"))
            .build())
        .body());

    assertThat(answers).isNotEmpty().doesNotContain(secret, secret.substring(8));
    assertThat(lines.all).noneMatch(line -> line.contains(secret.substring(8)));
    assertThat(world.house.log(World.MAIN).toString()).doesNotContain(secret.substring(8));
  }

  @Test
  void no_signing_secret_is_in_any_answer_log_or_event() throws IOException {
    Secret secret = world.sign("ada", "0123456789abcdef", Duration.ZERO);
    String text = secret.reveal().substring("whsec_".length());
    StringBuilder answers = new StringBuilder();
    answers.append(signed(secret, "{\"type\":\"next\"}"));
    answers.append(signed(secret, "{"));
    answers.append(signed(Secret.mint(new Random(1)), "{}"));
    answers.append(world.get("ada", "/v1/events").body());
    Files.delete(world.data.resolve("signing.key"));
    answers.append(signed(secret, "{\"type\":\"next\"}"));

    assertThat(answers).contains("\"ada\"", "bad_json", "bad_signature", "\"internal\"");
    assertThat(answers).doesNotContain(text);
    assertThat(lines.all).anyMatch(line -> line.contains("signing.key is missing"));
    assertThat(lines.all).noneMatch(line -> line.contains(text));
  }

  private String signed(Secret secret, String body) {
    String time = String.valueOf(world.time.instant().getEpochSecond());
    byte[] signature = secret.sign("msg_1", time, body.getBytes(StandardCharsets.UTF_8));
    return world
        .send(world
            .request(AgentApi.HOOKS + "0123456789abcdef")
            .header(Signatures.ID, "msg_1")
            .header(Signatures.TIMESTAMP, time)
            .header(Signatures.SIGNATURE, "v1," + Base64.getEncoder().encodeToString(signature))
            .POST(BodyPublishers.ofString(body))
            .build())
        .body();
  }

  @Test
  void no_stack_trace_leaves_the_process() {
    world.house.breakReads(true);

    for (String path : List.of("/v1/board", "/v1/tasks", "/v1/tasks/T-1", "/v1/events")) {
      assertThat(world.get("ada", path).body())
          .doesNotContain("Exception")
          .doesNotContain("dev.signalbox")
          .doesNotContain("as the test asked");
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String trace = event.getThrowableProxy() == null
          ? ""
          : ThrowableProxyUtil.asString(event.getThrowableProxy());
      all.add(event.getFormattedMessage() + trace);
    }
  }
}
