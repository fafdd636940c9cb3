package dev.signalbox.board;

import java.util.Locale;
import java.util.Optional;

/**
 * Who did or wants something. Known from a token, a platform's user id or a cookie; never from
 * anything a request says about itself.
 */
public record Actor(Kind kind, String name) {

  /** The kinds of actor. The operator is whoever holds the machine: the command line. */
  public enum Kind {
    AGENT,
    PERSON,
    OPERATOR,
    SCHEDULE,
    SYSTEM
  }

  /** Signalbox itself: sweeps, promotions, pings. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "signalbox");

  /** The command line on the server's own machine, with an admin's rights. */
  public static final Actor OPERATOR = new Actor(Kind.OPERATOR, "cli");

  public static Actor of(AgentId agent) {
    return new Actor(Kind.AGENT, agent.name());
  }

  public static Actor of(PersonId person) {
    return new Actor(Kind.PERSON, person.name());
  }

  /** One of a team's schedules, which may make tasks and nothing else. */
  public static Actor schedule(String name) {
    return new Actor(Kind.SCHEDULE, name);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Actor parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no actor: " + text);
    }
    Kind kind = Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT));
    return new Actor(kind, text.substring(colon + 1));
  }

  public Optional<AgentId> agent() {
    return kind == Kind.AGENT ? Optional.of(new AgentId(name)) : Optional.empty();
  }

  public Optional<PersonId> person() {
    return kind == Kind.PERSON ? Optional.of(new PersonId(name)) : Optional.empty();
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }
}
