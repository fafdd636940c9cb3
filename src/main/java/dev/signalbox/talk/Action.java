package dev.signalbox.talk;

import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a button does: a verb, what it is about, and what it was drawn for, so that a press that
 * comes too late is told from one in time. Comes back from outside, so nothing in it is trusted.
 *
 * @param drawnFor which episode or epoch; 0 where it does not matter
 */
record Action(String verb, Subject subject, Guard guard, int drawnFor) {

  private static final Pattern FORM =
      Pattern.compile("sb:1:([a-z_]{1,20}):([a-zA-Z0-9:_-]{1,40}):([en-])([0-9]{0,9})");

  /** What a press must still find as it was. */
  enum Guard {
    EPISODE("e"),
    EPOCH("n"),
    NONE("-");

    private final String mark;

    Guard(String mark) {
      this.mark = mark;
    }
  }

  /** For a button on a ping, which asks about one episode. */
  static Action episode(String verb, Task task) {
    return new Action(verb, Subject.of(task.id()), Guard.EPISODE, task.episode());
  }

  /** For a button on a card, which shows one hold. */
  static Action epoch(String verb, Task task) {
    return new Action(verb, Subject.of(task.id()), Guard.EPOCH, task.epoch());
  }

  /** For a button that shows no hold and asks about no episode. */
  static Action look(String verb, Subject subject) {
    return new Action(verb, subject, Guard.NONE, 0);
  }

  /** Reads what {@link #toString} wrote; empty for anything else. */
  static Optional<Action> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String number = form.group(4);
    for (Guard guard : Guard.values()) {
      boolean counts = guard != Guard.NONE;
      if (guard.mark.equals(form.group(3)) && counts != number.isEmpty()) {
        int drawnFor = counts ? Integer.parseInt(number) : 0;
        return subject(form.group(2))
            .map(subject -> new Action(form.group(1), subject, guard, drawnFor));
      }
    }
    return Optional.empty();
  }

  private static Optional<Subject> subject(String text) {
    try {
      return Optional.of(Subject.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The command it is for; empty for one that there is not. */
  Optional<Verb> command() {
    return Catalogue.find(subject.kind() == Subject.Kind.AGENT ? "agent" : "", verb);
  }

  /** What it fills in where it is about no task; empty where a person fills in the rest. */
  Optional<Map<String, String>> fields() {
    return switch (subject.kind()) {
      case TASK -> Optional.empty();
      case LANE -> Optional.of(Map.of("lane", subject.name()));
      case AGENT -> Optional.of(Map.of("agent", subject.name()));
      case TEAM -> verb.equals("list") ? Optional.of(Map.of("mine", "mine")) : Optional.empty();
    };
  }

  /** Whether the task is still as it was when the button was drawn. */
  boolean inTime(Task task) {
    return switch (guard) {
      case EPISODE ->
        task.episode() == drawnFor
            && task.ping() == drawnFor
            && !(verb.equals("snooze") && task.snoozedUntil() != null);
      case EPOCH -> task.epoch() == drawnFor;
      case NONE -> true;
    };
  }

  @Override
  public String toString() {
    String number = guard == Guard.NONE ? "" : Integer.toString(drawnFor);
    return "sb:1:" + verb + ":" + subject + ":" + guard.mark + number;
  }
}
