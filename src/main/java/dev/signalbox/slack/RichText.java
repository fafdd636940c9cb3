package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.language.Words;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lines as elements of {@code rich_text}: Slack shows their text as it is, so there is nothing to
 * escape and nothing that could be taken for markup. Neighbours of one style become one element.
 * Not thread-safe.
 */
final class RichText implements Span.Match<RichText> {

  /**
   * What is around the text.
   *
   * @param zone in which a time is written for clients that cannot show the reader's
   * @param people the Slack id of somebody; empty for who has none
   * @param time Slack's format of a time
   */
  record Frame(ZoneId zone, Function<PersonId, Optional<String>> people, String time) {}

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter FALLBACK =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  /** Characters of the label of a link, and of an address that is still made one. */
  private static final int LABEL = 100;

  private static final int URL = 2_000;

  private final ArrayNode elements;
  private final Frame frame;
  private int left;
  private boolean bold;
  private boolean literal;
  private boolean strong;

  RichText(ArrayNode elements, Frame frame) {
    this.elements = elements;
    this.frame = frame;
  }

  /** Adds one line, cut where it is too long. */
  void line(Line line) {
    left = Limits.LINE;
    bold = line.role() == Role.TITLE;
    literal = line.role() == Role.EXAMPLE;
    line.spans().forEach(span -> span.match(this));
  }

  /** Ends a line that another one follows. */
  void newline() {
    left = 2;
    literal = false;
    bold = false;
    text("\n");
  }

  private RichText text(String text) {
    if (left > 1 && !text.isEmpty()) {
      String fits = SafeText.cut(text, left);
      left -= fits.length();
      append(fits, style());
    }
    return this;
  }

  private void append(String text, ObjectNode style) {
    JsonNode last = elements.path(elements.size() - 1);
    boolean joins = last.path("type").asText().equals("text")
        && (text.equals("\n") || style(last).equals(style));
    if (joins) {
      ((ObjectNode) last).put("text", last.path("text").asText() + text);
    } else {
      styled(elements.addObject().put("type", "text").put("text", text), style);
    }
  }

  private static JsonNode style(JsonNode element) {
    return element.has("style") ? element.path("style") : JSON.objectNode();
  }

  private ObjectNode style() {
    ObjectNode style = JSON.objectNode();
    return bold || strong ? style.put("bold", true) : style;
  }

  private static void styled(ObjectNode element, ObjectNode style) {
    if (!style.isEmpty()) {
      element.set("style", style);
    }
  }

  @Override
  public RichText plain(Span.Plain span) {
    return text(span.text());
  }

  @Override
  public RichText strong(Span.Strong span) {
    strong = !literal;
    text(span.text());
    strong = false;
    return this;
  }

  @Override
  public RichText untrusted(Span.Untrusted span) {
    return text(SafeText.tame(span.text()));
  }

  /** Somebody without a Slack id is named, so that a ping says whom it is for. */
  @Override
  public RichText mention(Span.Mention span) {
    Optional<String> user = frame.people().apply(span.person());
    if (literal || user.isEmpty()) {
      return text("@" + span.person());
    }
    elements.addObject().put("type", "user").put("user_id", user.get());
    return this;
  }

  @Override
  public RichText link(Span.Link span) {
    String label = SafeText.cut(SafeText.tame(span.label()), LABEL);
    if (literal || span.url().length() > URL) {
      return text(label);
    }
    left -= label.length();
    styled(
        elements.addObject().put("type", "link").put("url", span.url()).put("text", label),
        style());
    return this;
  }

  @Override
  public RichText when(Span.When span) {
    String written = FALLBACK.format(span.at().atZone(frame.zone()));
    if (literal) {
      return text(written);
    }
    styled(
        elements
            .addObject()
            .put("type", "date")
            .put("timestamp", span.at().getEpochSecond())
            .put("format", frame.time())
            .put("fallback", written),
        style());
    return this;
  }

  @Override
  public RichText awaited(Span.Awaited span) {
    return text(Words.text("agent.awaited", name -> SafeText.tame(span.agent().name())));
  }

  @Override
  public RichText state(Span.State span) {
    String sign = span.sign().glyph();
    return text(
        span.bare() ? sign : sign + " " + Words.raw("state." + span.sign().word()));
  }
}
