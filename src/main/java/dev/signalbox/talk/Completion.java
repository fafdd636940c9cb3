package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Argument.Place;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Unfinished;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What could be typed next, from the catalogue and what the team has now. Titles in it are what
 * somebody wrote, so whoever shows them shows text. Reads on the calling thread.
 */
public final class Completion {

  /** So many are offered at once. */
  public static final int MAX = 40;

  private static final int VALUES_MAX = 10;
  private static final int EXAMPLES_MAX = 3;

  /**
   * Who types what, where.
   *
   * @param task the task in whose thread it is typed
   * @param cursor between 0 and the length of the text
   */
  public record Asked(
      TeamId team, @Nullable Actor who, @Nullable TaskId task, String text, int cursor) {

    public Asked {
      if (cursor < 0 || cursor > text.length()) {
        throw new IllegalArgumentException("no cursor at " + cursor + " of " + text.length());
      }
    }
  }

  /**
   * Something that could stand there.
   *
   * @param insert replaces the text between {@code from} and {@code to}
   * @param hint a few words about it; may be empty
   */
  public record Suggestion(String insert, int from, int to, String label, String hint) {}

  /**
   * What an argument could be.
   *
   * @param value as it is typed
   */
  public record Value(String value, String label, String hint) {}

  private final Reads reads;
  private final Asked asked;
  private final Unfinished piece;
  private final Values values;

  private Completion(Reads reads, Asked asked) {
    this.reads = reads;
    this.asked = asked;
    this.piece = Unfinished.of(asked.text(), asked.cursor());
    this.values = new Values(reads, asked.team(), asked.who());
  }

  /** The best first; empty where nothing helps. */
  static List<Suggestion> of(Reads reads, Asked asked) {
    Completion completion = new Completion(reads, asked);
    return completion.all().limit(MAX).toList();
  }

  /** What nouns there are, but for the one that may be left out. */
  static List<String> nouns() {
    return Catalogue.verbs().stream()
        .map(Verb::noun)
        .filter(noun -> !noun.isEmpty() && !noun.equals(Catalogue.TASK))
        .distinct()
        .toList();
  }

  private Stream<Suggestion> all() {
    if (piece.first()) {
      return Stream.concat(verbs(""), nounsTyped());
    }
    String first = piece.word(0);
    boolean noun = Catalogue.isNoun(first);
    if (noun && piece.words().size() == 1 && piece.keys().isEmpty() && piece.key() == null) {
      return Stream.concat(verbs(first), plain(first).stream().flatMap(this::arguments));
    }
    Optional<Verb> two = noun ? Catalogue.find(first, piece.word(1)) : Optional.empty();
    return two.or(() -> plain(first)).stream().flatMap(this::arguments);
  }

  private static Optional<Verb> plain(String name) {
    return Catalogue.find("", name);
  }

  // -- verbs

  private Stream<Suggestion> verbs(String noun) {
    Optional<State> here = Optional.ofNullable(asked.task())
        .flatMap(id -> reads.task(asked.team(), id))
        .map(Reads.TaskDetails::task)
        .map(Task::state);
    Stream<Verb> fitting = Catalogue.verbs().stream()
        .filter(verb -> noun.isEmpty()
            ? verb.noun().isEmpty() || verb.noun().equals(Catalogue.TASK)
            : verb.noun().equals(noun))
        .filter(verb -> here.isEmpty() || verb.on().isEmpty() || verb.on().contains(here.get()));
    Stream<Value> all =
        fitting.map(verb -> new Value(verb.name(), verb.typed(), Words.raw(verb.key())));
    return offered(Values.matching(all, typed()), "");
  }

  private Stream<Suggestion> nounsTyped() {
    Stream<Value> all = nouns().stream()
        .map(noun -> new Value(
            noun,
            noun + " …",
            Catalogue.of(noun).stream().map(Verb::name).collect(Collectors.joining(", "))));
    return offered(Values.matching(all, typed()), "");
  }

  // -- arguments

  private Stream<Suggestion> arguments(Verb verb) {
    String key = piece.key();
    if (key != null) {
      return verb.argument(key).stream().flatMap(argument -> offered(values(verb, argument), ""));
    }
    int words = piece.words().size() - (verb.noun().equals(piece.word(0)) ? 2 : 1);
    Optional<Argument> first = at(verb, Place.FIRST)
        .filter(argument -> words == 0 && !piece.keys().contains(argument.name()))
        .filter(argument -> asked.task() == null || argument.type() != Argument.Type.TASK);
    if (first.isPresent() && first.get().required()) {
      return offered(values(verb, first.get()), "");
    }
    int before = at(verb, Place.FIRST).isPresent() && asked.task() == null ? 1 : 0;
    Stream<Suggestion> rest = at(verb, Place.REST)
        .filter(argument -> words <= before && !piece.keys().contains(argument.name()))
        .stream()
        .flatMap(argument -> offered(values(verb, argument), lead(argument)));
    return Stream.concat(rest, options(verb, words));
  }

  private static Optional<Argument> at(Verb verb, Place place) {
    return verb.arguments().stream()
        .filter(argument -> argument.place() == place)
        .findFirst();
  }

  /** What is left over is clearer with its key, unless it is words or its own name. */
  private static String lead(Argument argument) {
    return argument.type() == Argument.Type.TEXT || argument.type() == Argument.Type.FLAG
        ? ""
        : argument.name() + ":";
  }

  /** Where free text may stand, options are offered once a word looks like one. */
  private Stream<Suggestion> options(Verb verb, int words) {
    boolean text =
        at(verb, Place.REST).filter(rest -> rest.type() == Argument.Type.TEXT).isPresent();
    boolean over = words > 0 && asked.text().indexOf('"') >= 0 || !piece.keys().isEmpty();
    if (text && typed().length() < 2 && !(typed().isEmpty() && over)) {
      return Stream.of();
    }
    String typed = typed().toLowerCase(Locale.ROOT);
    return verb.arguments().stream()
        .filter(argument -> argument.place() == Place.OPTION)
        .filter(argument -> !piece.keys().contains(argument.name()))
        .filter(argument -> argument.name().startsWith(typed))
        .map(argument -> new Suggestion(
            argument.name() + ":",
            piece.begin(),
            piece.end(),
            argument.name() + ":",
            example(verb, argument)));
  }

  /** Some of what may stand there, or how it is written. */
  private String example(Verb verb, Argument argument) {
    String some = values.of(verb, argument, "", EXAMPLES_MAX).stream()
        .map(Value::value)
        .collect(Collectors.joining(", "));
    return some.isEmpty() ? argument.shown().replaceAll("[\\[\\]]", "") : some;
  }

  private Stream<Value> values(Verb verb, Argument argument) {
    return values.of(verb, argument, lastPart(argument), VALUES_MAX).stream();
  }

  // -- putting them in

  /** Of a list, only the part after the last comma is still being typed. */
  private String lastPart(Argument argument) {
    return typed().substring(listed(argument) ? typed().lastIndexOf(',') + 1 : 0);
  }

  private static boolean listed(Argument argument) {
    return argument.type() == Argument.Type.TASKS
        || argument.type() == Argument.Type.LANES
        || argument.type() == Argument.Type.NEEDS;
  }

  private Stream<Suggestion> offered(Stream<Value> all, String lead) {
    String raw = asked.text().substring(piece.start(), asked.cursor());
    int from = piece.start() + raw.lastIndexOf(',') + 1;
    return all.filter(value -> !value.value().equals(typed()))
        .map(value -> new Suggestion(
            lead + value.value() + " ", from, piece.end(), value.label(), value.hint()));
  }

  private String typed() {
    return piece.typed();
  }
}
