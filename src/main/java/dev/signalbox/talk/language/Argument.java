package dev.signalbox.talk.language;

/**
 * Something a command takes.
 *
 * @param name the key before the colon
 */
public record Argument(String name, Type type, Place place, boolean required) {

  /** What may stand there. */
  public enum Type {
    TASK,
    TASKS,
    AGENT,
    LANE,
    LANES,
    PERSON,
    /** The name of an agent, a lane or a person that need not be there yet. */
    NAME,
    /** A resource of the team, or paths that somebody has. */
    RESOURCE,
    /** Resources and how much of each: {@code staging, gpu:2, files:src/**}. */
    NEEDS,
    PRIORITY,
    STATE,
    LINK,
    /** The id of somebody's account on the platform that is the argument's name. */
    ACCOUNT,
    /** A whole number and m, h or d: {@code 30m}. */
    DURATION,
    /** Sentences, parted by semicolons or lines. */
    ITEMS,
    TEXT,
    /** Nothing but its own name. */
    FLAG
  }

  /** Where it may stand. With its key it may stand anywhere. */
  public enum Place {
    /** The first word after the verb. */
    FIRST,
    /** Only with its key. */
    OPTION,
    /** What is left when all else is taken. */
    REST
  }

  static Argument first(String name, Type type) {
    return new Argument(name, type, Place.FIRST, true);
  }

  static Argument option(String name, Type type) {
    return new Argument(name, type, Place.OPTION, false);
  }

  static Argument rest(String name, Type type) {
    return new Argument(name, type, Place.REST, false);
  }

  Argument needed() {
    return new Argument(name, type, place, true);
  }

  Argument orNot() {
    return new Argument(name, type, place, false);
  }

  /** How it is shown in a usage line. */
  public String shown() {
    String form = switch (place) {
      case FIRST -> type == Type.TASK ? "T-41" : "<" + name + ">";
      case OPTION -> type == Type.FLAG ? name : name + ":" + (type == Type.TEXT ? "\"…\"" : "…");
      case REST -> type == Type.FLAG ? name : "<" + name + ">";
    };
    return required ? form : "[" + form + "]";
  }
}
