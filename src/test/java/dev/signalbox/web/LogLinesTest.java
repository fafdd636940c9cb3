package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's own logging configuration, not the tests'. */
class LogLinesTest {

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n{\"level\":\"ERROR\"}",
        "x\ny",
        "x\ry",
        "x\u0085y",
        "x\u2028y\u2029z",
        "x\u001b[31my",
        "x\u001b[2Jy",
        "x\u0000\u0007\u0008y",
        "x\u009b31my",
        "x\u202ey"
      })
  void one_record_is_one_line_without_control_characters(String text) throws Exception {
    String logged = logged(text, new IllegalStateException(text, new Exception(text)));

    assertThat(logged).endsWith("\n").matches("[^\\p{Cc}\\u2028\\u2029\\u202e]+\n");
    assertThat(logged).contains("WARN").contains("IllegalStateException").contains(" | ");
  }

  @Test
  void times_are_utc() throws Exception {
    assertThat(logged("x", null)).matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z .*");
  }

  @Test
  void a_long_message_is_cut() throws Exception {
    assertThat(logged("x".repeat(10_000), null).length()).isBetween(2_000, 2_200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sbx_c4n4ry",
        "whsec_c4n4ry==",
        "xoxb-12-c4n4ry",
        "xapp-1-c4n4ry",
        "Authorization: Bearer c4n4ry"
      })
  void secrets_are_blanked(String text) throws Exception {
    assertThat(logged(text, new Exception(text))).doesNotContain("c4n4ry").contains("***");
  }

  private String logged(String text, Throwable cause) throws Exception {
    var out = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      context.setMDCAdapter(new LogbackMDCAdapter());
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
      context.getLogger("test").warn("said {}", text, cause);
    } finally {
      System.setErr(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
