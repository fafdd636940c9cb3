package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Resource;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Completion.Value;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may stand for an argument, in one team now. What it reads follows what it offers. */
final class Values {

  private static final String TOPIC = "topic";
  private static final List<String> DURATIONS = List.of("30m", "1h", "4h", "1d", "7d");
  private static final int ID_DIGITS_MAX = 9;
  private static final Set<State> OPEN =
      Set.of(State.TODO, State.DOING, State.REVIEW, State.READY, State.STUCK);

  private final Reads reads;
  private final TeamId team;
  private final @Nullable Actor who;

  Values(Reads reads, TeamId team, @Nullable Actor who) {
    this.reads = reads;
    this.team = team;
    this.who = who;
  }

  /** The best first. */
  List<Value> of(Verb verb, Argument argument, String prefix, int limit) {
    String typed = prefix.strip().toLowerCase(Locale.ROOT);
    Stream<Value> all = switch (argument.type()) {
      case TASK -> tasks(verb.on().isEmpty() ? OPEN : verb.on(), typed);
      case TASKS -> tasks(OPEN, typed);
      case AGENT -> matching(agents(), handle(typed));
      case LANE, LANES -> matching(lanes(), handle(typed));
      case PERSON -> matching(people(), typed);
      case PRIORITY -> matching(words(Stream.of(Priority.values())), typed);
      case STATE -> matching(words(Stream.of(State.values())), typed);
      case FLAG -> matching(Stream.of(new Value(argument.name(), argument.name(), "")), typed);
      case NAME -> matching(named(verb.noun()), handle(typed));
      case DURATION -> matching(DURATIONS.stream().map(time -> new Value(time, time, "")), typed);
      case TEXT -> argument.name().equals(TOPIC) ? matching(topics(), typed) : Stream.of();
      case NEEDS -> matching(resources(resource -> !resource.spent()), typed);
      case RESOURCE -> matching(resources(resource -> true), typed);
      case LINK, ITEMS, ACCOUNT -> Stream.of();
    };
    return all.limit(limit).toList();
  }

  /** What is there already of what a command may make or change. */
  private Stream<Value> named(String noun) {
    return switch (noun) {
      case "lane" -> lanes();
      case "person" -> people();
      default -> Stream.of();
    };
  }

  /** Those that begin with what was typed, then those that have it inside. */
  static Stream<Value> matching(Stream<Value> all, String typed) {
    return all.filter(value -> rank(value, typed) < 2)
        .sorted(Comparator.comparingInt(value -> rank(value, typed)));
  }

  private static int rank(Value value, String typed) {
    String bare = value.value().replaceFirst("^@", "");
    if (value.value().startsWith(typed) || bare.startsWith(typed)) {
      return 0;
    }
    return typed.length() > 1 && bare.contains(typed) ? 1 : 2;
  }

  private static String handle(String typed) {
    return typed.replaceFirst("^@", "");
  }

  private Stream<Value> agents() {
    return overview().agents().stream()
        .filter(agent -> !agent.agent().removed())
        .sorted(Comparator.comparing(agent -> !agent.holds().isEmpty()))
        .map(agent -> {
          String name = agent.agent().id().name();
          String does = agent.holds().isEmpty()
              ? Words.raw("complete.idle")
              : agent.holds().stream()
                  .map(task -> task.id().toString())
                  .collect(Collectors.joining(", "));
          return new Value(name, name, agent.agent().lane() + " · " + does);
        });
  }

  private Stream<Value> lanes() {
    Reads.Overview overview = overview();
    return overview.team().lanes().keySet().stream().sorted().map(lane -> {
      Map<State, Integer> counts = overview.counts().getOrDefault(lane, Map.of());
      int todo = counts.getOrDefault(State.TODO, 0);
      return new Value(
          lane.name(), lane.name(), Words.text("complete.todo", name -> Integer.toString(todo)));
    });
  }

  private Stream<Value> resources(Predicate<Resource> which) {
    return overview().team().resources().entrySet().stream()
        .filter(one -> which.test(one.getValue()))
        .sorted(Map.Entry.comparingByKey())
        .map(one -> new Value(one.getKey().name(), one.getKey().name(), hint(one.getValue())));
  }

  private static String hint(Resource resource) {
    Duration window = resource.window();
    String number = Integer.toString(resource.capacity());
    return window == null
        ? Words.text(Words.counted("complete.units", resource.capacity()), name -> number)
        : Words.text(
            "complete.budget", name -> name.equals("number") ? number : Say.duration(window));
  }

  private Stream<Value> people() {
    return overview().team().people().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(person -> new Value(
            "@" + person.getKey().name(),
            person.getKey().name(),
            person.getValue().role().name().toLowerCase(Locale.ROOT)));
  }

  private static Stream<Value> words(Stream<? extends Enum<?>> known) {
    return known
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .map(word -> new Value(word, word, ""));
  }

  private static Stream<Value> topics() {
    Stream<Value> verbs = Catalogue.verbs().stream()
        .map(verb -> new Value(verb.typed(), verb.typed(), Words.raw(verb.key())));
    Stream<Value> nouns = Completion.nouns().stream().map(noun -> new Value(noun, noun, ""));
    return Stream.concat(verbs, nouns);
  }

  private Reads.Overview overview() {
    return reads.overview(team);
  }

  // -- tasks

  private Stream<Value> tasks(Set<State> states, String typed) {
    String digits = typed.replaceFirst("^t-?", "");
    boolean id = !digits.isEmpty()
        && digits.length() < ID_DIGITS_MAX
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    Stream<Task> found = id
        ? numbered(Integer.parseInt(digits))
        : known(states).filter(task -> digits.isEmpty() || speaksOf(task, typed));
    return found
        .filter(task -> states.contains(task.state()))
        .sorted(Comparator.<Task, Boolean>comparing(task -> !mine(task))
            .thenComparing(Task::id, Comparator.reverseOrder()))
        .map(Values::value);
  }

  /** The one of that number, and those whose number begins with it. */
  private Stream<Task> numbered(int number) {
    Stream<Integer> more = Stream.iterate(number * 10L, next -> next + 1)
        .limit(10)
        .filter(next -> next > 0 && next < Integer.MAX_VALUE)
        .map(Long::intValue);
    return Stream.concat(Stream.of(number).filter(one -> one > 0), more)
        .flatMap(one -> reads.task(team, new TaskId(one)).stream())
        .map(Reads.TaskDetails::task);
  }

  /** A page of each state, and what the overview shows: what anybody could have in mind. */
  private Stream<Task> known(Set<State> states) {
    Set<Task> all = new LinkedHashSet<>(overview().active());
    for (State state : states) {
      all.addAll(reads.tasks(
          team, new Reads.TaskFilter(Set.of(state), null, null, null, 0, Reads.PAGE_MAX)));
    }
    return all.stream();
  }

  private static boolean speaksOf(Task task, String typed) {
    return task.title().toLowerCase(Locale.ROOT).contains(typed)
        || task.id().toString().toLowerCase(Locale.ROOT).startsWith(typed);
  }

  private boolean mine(Task task) {
    return Optional.ofNullable(who)
        .map(actor -> actor.equals(Actor.of(task.owner())))
        .orElse(false);
  }

  private static Value value(Task task) {
    String holder = task.held().map(hold -> " · " + hold.agent().name()).orElse("");
    return new Value(
        task.id().toString(), task.id() + " " + task.title(), task.state().word() + holder);
  }
}
