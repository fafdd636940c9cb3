package dev.signalbox.talk.language;

import dev.signalbox.board.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One command.
 *
 * @param noun {@code task}, which may be left out; or {@code agent}, {@code lane}, {@code team}; or
 *     empty for what concerns the board as a whole
 * @param who who may, for help; the board's rules decide
 * @param on the states of a task in which it makes sense, to offer ids; empty where it takes none
 * @param examples what somebody could type, without the platform's prefix; never none
 */
public record Verb(
    String noun,
    String name,
    List<Argument> arguments,
    Who who,
    Set<State> on,
    List<String> examples) {

  /** Who may, in words. */
  public enum Who {
    ANYONE,
    MEMBER,
    CLAIMER,
    HOLDER,
    LETTER_GO,
    REVIEWER,
    DECIDER,
    ADMIN;

    /** The key of the sentence that says so. */
    public String key() {
      return "who." + name().toLowerCase(Locale.ROOT);
    }
  }

  public Verb {
    arguments = List.copyOf(arguments);
    examples = List.copyOf(examples);
  }

  /** What it is called under in the words: {@code verb.claim}, {@code verb.agent_pause}. */
  public String key() {
    return "verb." + (noun.isEmpty() || noun.equals(Catalogue.TASK) ? name : noun + "_" + name);
  }

  /** What is typed: {@code claim}, {@code agent pause}. */
  public String typed() {
    return noun.isEmpty() || noun.equals(Catalogue.TASK) ? name : noun + " " + name;
  }

  public String usage() {
    return Stream.concat(Stream.of(typed()), arguments.stream().map(Argument::shown))
        .collect(Collectors.joining(" "));
  }

  public Optional<Argument> argument(String key) {
    return arguments.stream().filter(argument -> argument.name().equals(key)).findFirst();
  }

  /** The names of what is given only with its key. */
  public List<String> options() {
    return arguments.stream()
        .filter(argument -> argument.place() == Argument.Place.OPTION)
        .map(Argument::name)
        .toList();
  }

  Optional<Argument> at(Argument.Place place) {
    return arguments.stream().filter(argument -> argument.place() == place).findFirst();
  }

  /** Whether it is about one task, named or known from the thread. */
  public boolean aboutTask() {
    return at(Argument.Place.FIRST)
        .filter(first -> first.type() == Argument.Type.TASK && first.required())
        .isPresent();
  }
}
