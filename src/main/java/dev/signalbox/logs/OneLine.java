package dev.signalbox.logs;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes a record as one line. Logging begins before the settings are read, so the form may change
 * while it runs: what was logged before stays as it is.
 */
public final class OneLine extends EncoderBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int LOGGER_LENGTH = 24;
  private static final String BREAK = " | ";

  /** One for the whole process, as the log is. */
  private static volatile boolean json;

  private final TargetLengthBasedClassNameAbbreviator shorter =
      new TargetLengthBasedClassNameAbbreviator(LOGGER_LENGTH);

  /** Whether records are JSON from now on. */
  public static void asJson(boolean yes) {
    json = yes;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return ((json ? object(event) : text(event)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String time(ILoggingEvent event) {
    return TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
  }

  private static String message(ILoggingEvent event) {
    return Tame.field(String.valueOf(event.getFormattedMessage()));
  }

  private static String thrown(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? ""
        : Tame.field(ThrowableProxyUtil.asString(event.getThrowableProxy()).strip());
  }

  // -- text ---------------------------------------------------------------------------------------

  private String text(ILoggingEvent event) {
    String said = "%s %-5s [%s] %s %s %s"
        .formatted(
            time(event),
            event.getLevel(),
            Tame.field(event.getThreadName()),
            shorter.abbreviate(Tame.field(event.getLoggerName())),
            message(event),
            thrown(event));
    StringBuilder line = new StringBuilder();
    said.codePoints().forEach(point -> append(point, line));
    return line.toString();
  }

  private static void append(int point, StringBuilder line) {
    boolean broken = line.length() > BREAK.length()
        && line.substring(line.length() - BREAK.length()).equals(BREAK);
    if (Tame.breaks(point)) {
      line.append(broken ? "" : BREAK);
    } else if (point == '\t') {
      line.append(broken ? "" : " ");
    } else {
      line.appendCodePoint(Tame.wild(point) ? '?' : point);
    }
  }

  // -- JSON ---------------------------------------------------------------------------------------

  private static String object(ILoggingEvent event) {
    StringBuilder line = new StringBuilder("{");
    field("time", time(event), line);
    field("level", event.getLevel().toString().toLowerCase(Locale.ROOT), line);
    field("thread", Tame.field(event.getThreadName()), line);
    field("logger", Tame.field(event.getLoggerName()), line);
    field("message", message(event), line);
    String thrown = thrown(event);
    if (!thrown.isEmpty()) {
      field("error", thrown, line);
    }
    return line.append('}').toString();
  }

  private static void field(String name, String value, StringBuilder line) {
    line.append(line.length() == 1 ? "\"" : ",\"").append(name).append("\":\"");
    value.codePoints().forEach(point -> escape(point, line));
    line.append('"');
  }

  private static void escape(int point, StringBuilder line) {
    switch (point) {
      case '"' -> line.append("\\\"");
      case '\\' -> line.append("\\\\");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (Tame.wild(point)) {
          line.append(String.format("\\u%04x", point));
        } else {
          line.appendCodePoint(point);
        }
      }
    }
  }
}
