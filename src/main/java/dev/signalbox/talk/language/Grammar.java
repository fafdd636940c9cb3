package dev.signalbox.talk.language;

import dev.signalbox.board.Names;
import dev.signalbox.board.Need;
import dev.signalbox.board.Priority;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskId;
import dev.signalbox.slips.Nearest;
import dev.signalbox.talk.language.Argument.Place;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Parsed.Problem;
import dev.signalbox.talk.language.Tokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code [noun] verb [id] { key:value } [free text]}. Whatever is typed is understood or
 * answered with what is meant; nothing is an exception.
 */
public final class Grammar {

  /** The longest text that is read, in characters; longer than any field may be. */
  public static final int TEXT_MAX = 20_000;

  private static final int SHOWN_MAX = 40;

  private final @Nullable TaskId thread;
  private final Verb verb;
  private final String text;
  private final Map<String, String> values = new TreeMap<>();
  private final List<Token> free = new ArrayList<>();

  private Grammar(String text, Verb verb, @Nullable TaskId thread) {
    this.text = text;
    this.verb = verb;
    this.thread = thread;
  }

  /**
   * Reads what somebody typed.
   *
   * @param thread the task in whose thread it was typed
   */
  public static Parsed read(String typed, @Nullable TaskId thread) {
    int length = typed.codePointCount(0, typed.length());
    if (length > TEXT_MAX) {
      return problem(null, "problem.too_long", "length", "" + length, "max", "" + TEXT_MAX);
    }
    Optional<Problem> unseen = unseen(typed);
    if (unseen.isPresent()) {
      return unseen.get();
    }
    String text = Catalogue.unfolded(typed.strip().replaceFirst("^/", ""));
    if (text.isEmpty()) {
      return problem(null, "problem.empty");
    }
    return Tokens.of(text)
        .map(tokens -> read(text, tokens, thread))
        .orElseGet(() -> problem(null, "problem.quote"));
  }

  /**
   * Checks what was filled into a form as if it had been typed.
   *
   * @param task the task it is about, where no field names one
   */
  public static Parsed filled(Verb verb, @Nullable TaskId task, Map<String, String> fields) {
    Grammar grammar = new Grammar("", verb, task);
    fields.forEach((name, value) -> {
      if (!value.isBlank() && verb.argument(name).isPresent()) {
        grammar.values.put(name, value.strip());
      }
    });
    TaskId named = grammar.taskNamed().orElse(null);
    return grammar.free.isEmpty() ? grammar.checked(named) : grammar.noTask();
  }

  private static Optional<Problem> unseen(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r') {
        return Optional.of(problem(
            null,
            "problem.unseen",
            "code",
            String.format(Locale.ROOT, "U+%04X", (int) c),
            "position",
            "" + (i + 1)));
      }
    }
    return Optional.empty();
  }

  private static Parsed read(String text, List<Token> tokens, @Nullable TaskId thread) {
    String first = word(tokens, 0);
    boolean noun = Catalogue.isNoun(first);
    Optional<Verb> verb = noun
        ? Catalogue.find(first, word(tokens, 1)).or(() -> Catalogue.find("", first))
        : Catalogue.find("", first);
    return verb.<Parsed>map(found -> new Grammar(text, found, thread)
            .rest(tokens.subList(found.noun().equals(first) ? 2 : 1, tokens.size())))
        .orElseGet(() -> unknown(noun ? first : "", noun ? word(tokens, 1) : first));
  }

  private static String word(List<Token> tokens, int index) {
    return index < tokens.size() && tokens.get(index).key() == null
        ? Tokens.plain(tokens.get(index).value())
        : "";
  }

  private static Problem unknown(String noun, String got) {
    List<String> names = Catalogue.verbs().stream()
        .filter(verb -> noun.isEmpty()
            ? verb.noun().isEmpty() || verb.noun().equals(Catalogue.TASK)
            : verb.noun().equals(noun))
        .map(Verb::name)
        .toList();
    List<String> elsewhere = Catalogue.verbs().stream()
        .filter(verb -> verb.name().equals(got))
        .map(Verb::typed)
        .toList();
    Optional<Verb> near = elsewhere.isEmpty()
        ? Nearest.to(got, names).flatMap(name -> Catalogue.find(noun, name))
        : Optional.empty();
    if (near.isPresent()) {
      return problem(
          near.get(), "problem.verb_near", "got", shown(got), "near", near.get().typed());
    }
    List<String> some = noun.isEmpty()
        ? elsewhere
        : Catalogue.of(noun).stream().map(Verb::typed).toList();
    String typed = shown((noun + " " + got).strip());
    return some.isEmpty()
        ? problem(null, "problem.verb", "got", typed)
        : problem(null, "problem.which", "got", typed, "some", String.join(", ", some));
  }

  private Parsed rest(List<Token> tokens) {
    for (Token token : tokens) {
      String key = token.key();
      Optional<Argument> option = key == null ? Optional.empty() : verb.argument(key);
      if (option.isPresent()) {
        if (values.put(option.get().name(), token.value()) != null) {
          return problem(verb, "problem.twice", "name", option.get().name());
        }
      } else if (key != null && meantAsOption(key)) {
        return unknownOption(key);
      } else {
        free.add(token);
      }
    }
    takeFlags();
    TaskId task = taskNamed().orElse(null);
    verb.at(Place.FIRST).filter(a -> a.type() != Argument.Type.TASK).ifPresent(this::takeFirst);
    if (!free.isEmpty()) {
      Optional<Argument> rest = verb.at(Place.REST).filter(a -> !values.containsKey(a.name()));
      if (rest.isEmpty()) {
        return problem(verb, "problem.rest", "got", shown(freeText()));
      }
      values.put(rest.get().name(), freeText());
    }
    return checked(task);
  }

  /** Before any free text every key counts; within it only one that is nearly right. */
  private boolean meantAsOption(String key) {
    int words = free.size() - (verb.aboutTask() && startsWithId() ? 1 : 0);
    return words <= 0 || verb.at(Place.REST).isEmpty() || nearest(key).isPresent();
  }

  private boolean startsWithId() {
    return !free.isEmpty() && TaskId.parse(free.get(0).value()).isPresent();
  }

  private Problem unknownOption(String key) {
    return nearest(key)
        .map(near -> problem(
            verb, "problem.option_near", "verb", verb.typed(), "got", shown(key), "near", near))
        .orElseGet(() -> problem(verb, "problem.option", "verb", verb.typed(), "got", shown(key)));
  }

  private Optional<String> nearest(String key) {
    return Nearest.to(key, verb.arguments().stream().map(Argument::name).toList());
  }

  /** The task that was named, else the one of the thread; what cannot be one is left as free text. */
  private Optional<TaskId> taskNamed() {
    Optional<Argument> id = verb.at(Place.FIRST).filter(a -> a.type() == Argument.Type.TASK);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    String named = values.remove(id.get().name());
    if (named != null) {
      free.add(0, new Token(null, named, 0, 0));
    }
    if (startsWithId()) {
      return TaskId.parse(free.remove(0).value());
    }
    return named == null ? Optional.ofNullable(thread) : Optional.empty();
  }

  /** A flag needs no key: its name says all. */
  private void takeFlags() {
    for (Argument flag : verb.arguments()) {
      if (flag.type() == Argument.Type.FLAG && flag.place() == Place.OPTION) {
        free.stream()
            .filter(token -> Tokens.plain(token.value()).equals(flag.name()))
            .findFirst()
            .ifPresent(token -> {
              free.remove(token);
              values.put(flag.name(), flag.name());
            });
      }
    }
  }

  private void takeFirst(Argument first) {
    if (!values.containsKey(first.name()) && !free.isEmpty()) {
      values.put(first.name(), free.remove(0).value());
    }
  }

  /** The free words as they stand in the text; one quoted text alone without its quotes. */
  private String freeText() {
    if (free.size() == 1) {
      Token only = free.get(0);
      return only.key() == null ? only.value() : text.substring(only.start(), only.end());
    }
    StringBuilder all = new StringBuilder();
    int end = -1;
    for (Token token : free) {
      if (end >= 0) {
        String between = text.substring(end, token.start());
        all.append(between.isBlank() ? between : " ");
      }
      all.append(token.end() == 0 ? token.value() : text.substring(token.start(), token.end()));
      end = token.end();
    }
    return all.toString();
  }

  private Parsed checked(@Nullable TaskId task) {
    if (verb.aboutTask() && task == null) {
      return noTask();
    }
    for (Argument argument : verb.arguments()) {
      String value = values.get(argument.name());
      if (value == null || value.isBlank()) {
        values.remove(argument.name());
        if (argument.required() && argument.type() != Argument.Type.TASK) {
          return problem(verb, "ask." + argument.name());
        }
        continue;
      }
      Optional<Problem> wrong = form(argument, value);
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    return new Ask(verb, verb.at(Place.FIRST).isPresent() ? task : null, values);
  }

  private Parsed noTask() {
    return free.isEmpty()
        ? problem(verb, Problem.NO_ID)
        : problem(verb, "problem.id", "got", shown(free.get(0).value()));
  }

  /** Brings a value into the form of its type, or says what is wrong with it. */
  private Optional<Problem> form(Argument argument, String value) {
    String name = argument.name();
    return switch (argument.type()) {
      case AGENT, LANE, PERSON, NAME -> {
        values.put(name, handle(value));
        yield Names.valid(handle(value))
            ? Optional.empty()
            : wrong("problem.name", "name", name, "got", shown(value));
      }
      case LANES -> {
        List<String> lanes = Ask.parts(value, ",").map(Grammar::handle).toList();
        values.put(name, String.join(",", lanes));
        yield lanes.stream()
            .filter(lane -> !Names.valid(lane))
            .findFirst()
            .flatMap(lane -> wrong("problem.name", "name", name, "got", shown(lane)));
      }
      case TASKS ->
        Ask.parts(value, ",")
            .filter(id -> TaskId.parse(id).isEmpty())
            .findFirst()
            .flatMap(id -> wrong("problem.id", "got", shown(id)));
      case RESOURCE ->
        ResourceId.parse(value).isPresent()
            ? Optional.empty()
            : wrong("problem.resource_form", "got", shown(value));
      case NEEDS ->
        Ask.parts(value, ",")
            .filter(need -> Need.parse(need).isEmpty())
            .findFirst()
            .flatMap(need -> wrong("problem.need", "got", shown(need)));
      case PRIORITY -> {
        values.put(name, value.toUpperCase(Locale.ROOT));
        yield oneOf(Priority.values(), value);
      }
      case STATE -> {
        values.put(name, value.toUpperCase(Locale.ROOT));
        yield oneOf(State.values(), value);
      }
      case DURATION -> {
        values.put(name, value.toLowerCase(Locale.ROOT));
        yield Ask.length(value.toLowerCase(Locale.ROOT)).isPresent()
            ? Optional.empty()
            : wrong("problem.duration", "got", shown(value));
      }
      case FLAG ->
        Tokens.plain(value).equals(name)
            ? Optional.empty()
            : wrong("problem.rest", "got", shown(value));
      case TASK, LINK, ITEMS, ACCOUNT, TEXT -> Optional.empty();
    };
  }

  private Optional<Problem> oneOf(Enum<?>[] known, String value) {
    List<String> words =
        Arrays.stream(known).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    return words.contains(value.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : wrong(
            "problem.choice",
            "got",
            shown(value),
            "some",
            words.stream().collect(Collectors.joining(", ")));
  }

  private Optional<Problem> wrong(String key, String... named) {
    return Optional.of(problem(verb, key, named));
  }

  private static String handle(String value) {
    return value.strip().replaceFirst("^@", "").toLowerCase(Locale.ROOT);
  }

  /** What was typed, cut to be shown in an answer. */
  private static String shown(String got) {
    int length = got.codePointCount(0, got.length());
    return length <= SHOWN_MAX ? got : got.substring(0, got.offsetByCodePoints(0, SHOWN_MAX)) + "…";
  }

  private static Problem problem(@Nullable Verb verb, String key, String... named) {
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < named.length; i += 2) {
      names.put(named[i], named[i + 1]);
    }
    return new Problem(key, names, verb);
  }
}
