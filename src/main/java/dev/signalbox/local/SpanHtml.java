package dev.signalbox.local;

import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.language.Words;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.escape.Escape;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Each kind of span as HTML: the one place where text becomes markup outside the templates.
 * Everything that is not a literal here is escaped here.
 */
final class SpanHtml implements Span.Match<Content> {

  private static final DateTimeFormatter PLAIN_TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** Stands behind an agent's handle; drawn, because not every machine has the glyph. */
  private static final String ROBOT = "🤖";

  private static final String ROBOT_SIGN =
      "<svg class=\"sign robot\" role=\"img\" aria-label=\"agent\"><use href=\"#sign-agent\"/></svg>";

  private final PersonId reader;

  /**
   * @param reader who will see it: mentions of this person stand out
   */
  SpanHtml(PersonId reader) {
    this.reader = reader;
  }

  /** Spans one after another. */
  Content all(List<Span> spans) {
    List<Content> parts = spans.stream().map(span -> span.match(this)).toList();
    return out -> parts.forEach(part -> part.writeTo(out));
  }

  @Override
  public Content plain(Span.Plain span) {
    return out -> {
      String[] parts = span.text().split(ROBOT, -1);
      for (int i = 0; i < parts.length; i++) {
        out.writeContent(i == 0 ? "" : ROBOT_SIGN);
        Escape.htmlContent(parts[i], out);
      }
    };
  }

  @Override
  public Content strong(Span.Strong span) {
    return out -> element(out, "<strong>", span.text(), "</strong>");
  }

  /** Isolated, so that text which runs from right to left stays in its place. */
  @Override
  public Content untrusted(Span.Untrusted span) {
    return out -> element(out, "<bdi>", span.text(), "</bdi>");
  }

  @Override
  public Content mention(Span.Mention span) {
    boolean mine = span.person().equals(reader);
    String open = mine ? "<span class=\"mention mine\">" : "<span class=\"mention\">";
    return out -> element(out, open, "@" + span.person(), "</span>");
  }

  @Override
  public Content link(Span.Link span) {
    String host = Objects.requireNonNullElse(URI.create(span.url()).getHost(), "");
    return out -> {
      out.writeContent("<a class=\"out\" target=\"_blank\" rel=\"noopener noreferrer\" href=\"");
      Escape.htmlAttribute(span.url(), out);
      element(out, "\"><bdi>", span.label(), "</bdi>");
      if (!names(span.label(), host)) {
        element(out, " <span class=\"host\">", host, "</span>");
      }
      out.writeContent("</a>");
    };
  }

  /** Whether a label begins with the very host it leads to. */
  private static boolean names(String label, String host) {
    String rest = label.replaceFirst("^https?://", "");
    return rest.equals(host) || rest.startsWith(host + "/");
  }

  /** In UTC until the page's script puts it into the reader's zone. */
  @Override
  public Content when(Span.When span) {
    return out -> time(out, span.at());
  }

  static void time(TemplateOutput out, Instant at) {
    out.writeContent("<time datetime=\"");
    Escape.htmlAttribute(at.toString(), out);
    element(out, "\">", PLAIN_TIME.format(at), "</time>");
  }

  /** The page's script changes it when the sign of life is there. */
  @Override
  public Content awaited(Span.Awaited span) {
    String waiting = Words.text("agent.awaited", name -> span.agent().name());
    String alive =
        Words.text("agent.alive", name -> name.equals("agent") ? span.agent().name() : "{at}");
    return out -> {
      out.writeContent("<span class=\"awaited\" data-awaited=\"");
      Escape.htmlAttribute(span.agent().name(), out);
      out.writeContent("\" data-since=\"");
      Escape.htmlAttribute(span.since().toString(), out);
      out.writeContent("\" data-alive=\"");
      Escape.htmlAttribute(alive, out);
      element(out, "\" role=\"status\">", waiting, "</span>");
    };
  }

  @Override
  public Content state(Span.State span) {
    String word = span.sign().word();
    if (span.bare()) {
      return out -> out.writeContent("<span class=\"state\" data-state=\"" + word
          + "\"><svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign-" + word
          + "\"/></svg></span>");
    }
    return out -> {
      out.writeContent("<span class=\"state\" data-state=\"" + word + "\">");
      out.writeContent(
          "<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign-" + word + "\"/>");
      element(out, "</svg>", word, "</span>");
    };
  }

  private static void element(TemplateOutput out, String open, String text, String close) {
    out.writeContent(open);
    Escape.htmlContent(text, out);
    out.writeContent(close);
  }
}
