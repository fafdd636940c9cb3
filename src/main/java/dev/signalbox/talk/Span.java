package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.PersonId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;

/**
 * A piece of a line. Our own words and other people's text are different types, so that nobody can
 * forget which must never be interpreted.
 */
public sealed interface Span {

  <R> R match(Match<R> cases);

  /** Our own words; no markup, to be escaped like any text. */
  record Plain(String text) implements Span {
    @Override
    public <R> R match(Match<R> cases) {
      return cases.plain(this);
    }
  }

  /** Our own words, to be seen first. */
  record Strong(String text) implements Span {
    @Override
    public <R> R match(Match<R> cases) {
      return cases.strong(this);
    }
  }

  /** What an agent or a person wrote: titles, notes, names. Data: never interpreted, never a mention. */
  record Untrusted(String text) implements Span {
    @Override
    public <R> R match(Match<R> cases) {
      return cases.untrusted(this);
    }
  }

  /** A person is called. Legal in a ping and nowhere else. */
  record Mention(PersonId person) implements Span {
    @Override
    public <R> R match(Match<R> cases) {
      return cases.mention(this);
    }
  }

  /**
   * A web address. The label is untrusted as well, and says where the link leads.
   *
   * @param url absolute, http or https, with a host
   */
  record Link(String url, String label) implements Span {
    /**
     * @throws IllegalArgumentException for any other address
     */
    public Link {
      if (!web(url)) {
        throw new IllegalArgumentException("not a web address: " + url);
      }
    }

    /** Whether an address may be linked to. */
    public static boolean web(String url) {
      try {
        URI uri = new URI(url);
        boolean http =
            "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        return http && uri.getHost() != null && uri.getUserInfo() == null;
      } catch (URISyntaxException e) {
        return false;
      }
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.link(this);
    }
  }

  /** A time, shown in the reader's zone, with the day where it is not today's. */
  record When(Instant at) implements Span {
    @Override
    public <R> R match(Match<R> cases) {
      return cases.when(this);
    }
  }

  /**
   * The first sign of life that an agent gives after a moment. A platform that can says so by itself
   * when it comes; until then, and elsewhere, it is waited for.
   */
  record Awaited(AgentId agent, Instant since) implements Span {
    @Override
    public <R> R match(Match<R> cases) {
      return cases.awaited(this);
    }
  }

  /**
   * A state of a task or a flag on it: a sign and its word. Never the sign or a colour alone.
   *
   * @param bare whether the word stands elsewhere in the same line, and is left out here
   */
  record State(Sign sign, boolean bare) implements Span {
    public State(Sign sign) {
      this(sign, false);
    }

    @Override
    public <R> R match(Match<R> cases) {
      return cases.state(this);
    }
  }

  /** The signs there are; the word is in the words file under {@code state.<word>}. */
  enum Sign {
    TODO("○"),
    DOING("▶"),
    REVIEW("◆"),
    READY("✔"),
    DONE("■"),
    STUCK("⛔"),
    CANCELLED("✕"),
    QUEUED("◔"),
    QUIET("⚠");

    private final String glyph;

    Sign(String glyph) {
      this.glyph = glyph;
    }

    public String glyph() {
      return glyph;
    }

    /** The word that stands with the glyph. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One case for every kind of span, so that a new kind does not compile until all show it. */
  interface Match<R> {
    R plain(Plain span);

    R strong(Strong span);

    R untrusted(Untrusted span);

    R mention(Mention span);

    R link(Link span);

    R when(When span);

    R awaited(Awaited span);

    R state(State span);
  }
}
