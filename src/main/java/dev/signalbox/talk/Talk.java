package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Grammar;
import dev.signalbox.talk.language.Parsed;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Parsed.Problem;
import dev.signalbox.talk.language.Verb;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for what people type and press. Turns words into commands for the desk, and what the
 * desk says into words. Who may do what is the rules' business: here names are looked up, so that a
 * mistyped one is answered with the one that was meant.
 *
 * <p>Thread-safe; never waits for the desk, but reads the ledger on the calling thread.
 */
public final class Talk {

  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

  /**
   * What talk needs of the rest of the house.
   *
   * @param desk where commands go
   * @param chores where what is told, and where, is written down
   */
  public record House(
      Function<Request, CompletableFuture<Reply>> desk,
      Function<Chore, ? extends CompletableFuture<?>> chores,
      Reads reads,
      Offices offices,
      InstantSource clock) {}

  private final Function<Request, CompletableFuture<Reply>> desk;
  private final Reads reads;
  private final Looks looks;
  private final Forms forms;
  private final Counter counter;
  private final SettingVerbs settings;
  private final Spelling spelling;
  private final AtomicLong mishaps;

  /**
   * @param spelling how people type commands on the platform that it is for
   */
  public Talk(House house, Spelling spelling) {
    this.desk = house.desk();
    this.reads = house.reads();
    this.forms = new Forms(reads, house.clock());
    this.looks = new Looks(reads, house.clock(), spelling);
    this.counter = new Counter(house, spelling);
    this.settings = new SettingVerbs(house.offices().steward(), spelling);
    this.spelling = spelling;
    this.mishaps = new AtomicLong(house.clock().millis());
  }

  /** Answers what somebody typed; for that person only. Never completes exceptionally. */
  public CompletableFuture<Message> hear(Utterance said) {
    return safely(() -> {
      Parsed parsed = Grammar.read(withoutPrompt(said.text().strip()), said.task());
      return obey(said.team(), said.who(), said.room(), parsed, (reply, told) -> told);
    });
  }

  /** People type what the examples show, also where the platform needs no prompt. */
  private static String withoutPrompt(String text) {
    int length = Spelling.PROMPT.length();
    boolean prompted = text.startsWith(Spelling.PROMPT)
        && (text.length() == length || Character.isWhitespace(text.charAt(length)));
    return prompted ? text.substring(length) : text;
  }

  /** Answers a command that somebody filled in; likewise. */
  public CompletableFuture<Message> fill(Filled form) {
    return safely(() -> {
      Parsed parsed = Grammar.filled(form.verb(), form.task(), form.fields());
      return obey(form.team(), form.who(), form.room(), parsed, (reply, told) -> told);
    });
  }

  /** Does what a button offers; the answer is for the person who pressed it. Likewise. */
  public CompletableFuture<Message> press(Press press) {
    return safely(() -> {
      Optional<Action> action = Action.parse(press.action());
      Optional<Verb> verb = action.flatMap(Action::command);
      if (action.isEmpty() || verb.isEmpty()) {
        return answer(RefusalView.of("problem.button"));
      }
      TaskId task = action.get().subject().taskId().orElse(null);
      Optional<Task> present = Optional.ofNullable(task)
          .flatMap(id -> reads.task(press.team(), id))
          .map(Reads.TaskDetails::task);
      if (present.isPresent() && !action.get().inTime(present.get())) {
        return answer(late(press.team(), present.get().id()));
      }
      Map<String, String> fields = action.get().fields().orElse(press.fields());
      Parsed parsed = Grammar.filled(verb.get(), task, fields);
      boolean gone = parsed instanceof Problem
          && forms.button(press.team(), press.action()).isEmpty();
      if (present.isPresent() && gone) {
        return answer(late(press.team(), present.get().id()));
      }
      return obey(
          press.team(),
          press.who(),
          press.room(),
          parsed,
          (reply, told) -> tooLate(reply) && task != null ? late(press.team(), task) : told);
    });
  }

  /** Between drawing and pressing, or between two who press, the task has moved on. */
  private static boolean tooLate(Reply reply) {
    Refusal refusal = reply.refusal();
    return refusal != null && refusal.code() == Refusal.Code.ILLEGAL_MOVE;
  }

  /**
   * What concerns one person: what waits for them, their tasks, how they are told.
   *
   * @param account how the platform calls them, for somebody the team does not know
   */
  public Message home(TeamId team, @Nullable Actor who, String account) {
    Optional<PersonId> person = Optional.ofNullable(who).flatMap(Actor::person);
    Optional<Team> present = reads.team(team);
    return person.isPresent() && present.isPresent()
        ? HomeView.of(reads, present.get(), person.get())
        : HomeView.stranger(account);
  }

  /** Everything there is to type. */
  public Message help() {
    return HelpView.overview(spelling);
  }

  /** What could be typed next, the best first. Reads on the calling thread. */
  public List<Completion.Suggestion> complete(Completion.Asked asked) {
    return Completion.of(reads, asked);
  }

  /** What an argument could be, for platforms that ask for each by itself. Likewise. */
  public List<Completion.Value> values(
      TeamId team, @Nullable Actor who, Verb verb, Argument argument, String prefix, int limit) {
    return new Values(reads, team, who).of(verb, argument, prefix, limit);
  }

  private CompletableFuture<Message> obey(
      TeamId team,
      @Nullable Actor who,
      String room,
      Parsed parsed,
      BiFunction<Reply, Message, Message> telling) {
    if (parsed instanceof Problem problem) {
      return answer(RefusalView.of(problem, offered(team, problem), spelling));
    }
    Ask ask = (Ask) parsed;
    Reads.Overview overview = reads.overview(team);
    Optional<Problem> unknown = Known.problem(ask, overview);
    if (unknown.isPresent()) {
      return answer(RefusalView.of(unknown.get(), List.of(), spelling));
    }
    Optional<CompletableFuture<Message>> served =
        counter.serve(new Counter.Wish(team, who, room, ask, overview.team()));
    if (served.isPresent()) {
      return served.get();
    }
    Optional<Message> look = looks.answer(team, who, ask);
    if (look.isPresent()) {
      return answer(look.get());
    }
    Optional<CompletableFuture<Message>> set = settings.answer(team, who, ask, overview);
    if (set.isPresent()) {
      return set.get();
    }
    if (who == null) {
      return answer(RefusalView.of("problem.not_known"));
    }
    if (ask.verb().name().equals("edit") && ask.values().isEmpty()) {
      return answer(
          RefusalView.of(new Problem("ask.change", Map.of(), ask.verb()), List.of(), spelling));
    }
    return desk.apply(Request.of(team, Orders.command(who, ask, room)))
        .thenApply(reply -> telling.apply(reply, outcome(ask, reply, overview)));
  }

  private Message outcome(Ask ask, Reply reply, Reads.Overview before) {
    Refusal refusal = reply.refusal();
    return refusal == null
        ? OutcomeView.of(ask, reply.answer(), before)
        : RefusalView.of(refusal, ask.verb(), spelling);
  }

  /** Open tasks that a command without its task could be about, oldest first. */
  private List<TaskId> offered(TeamId team, Problem problem) {
    Verb verb = problem.verb();
    if (verb == null || !problem.key().equals(Problem.NO_ID) || verb.on().isEmpty()) {
      return List.of();
    }
    Reads.TaskFilter filter = new Reads.TaskFilter(verb.on(), null, null, null, 0, 8);
    return reads.tasks(team, filter).stream().map(Task::id).toList();
  }

  /** A button was pressed that somebody, or something, was faster than: what began that moment. */
  private Message late(TeamId team, TaskId task) {
    Optional<Scene> scene = Scene.of(reads, team, task);
    List<Entry> history = reads.history(team, task);
    Message.Line found = null;
    Entry last = null;
    for (int i = history.size() - 1; i >= 0 && scene.isPresent(); i--) {
      Entry entry = history.get(i);
      if (last != null && (!last.at().equals(entry.at()) || last.by().person().isPresent())) {
        break;
      }
      List<Message.Line> lines = Lines.of(entry, scene.get().overview().team(), scene.get());
      if (!lines.isEmpty()) {
        found = lines.get(0);
        last = entry;
      }
    }
    return found == null
        ? RefusalView.of("problem.late_nobody")
        : RefusalView.of("problem.late", "line", found.spans());
  }

  private static CompletableFuture<Message> answer(Message message) {
    return CompletableFuture.completedFuture(message);
  }

  /** Whatever breaks is answered with a number to look for in the log. */
  private CompletableFuture<Message> safely(Supplier<CompletableFuture<Message>> work) {
    try {
      return work.get().exceptionally(this::mishap);
    } catch (RuntimeException e) {
      return answer(mishap(e));
    }
  }

  private Message mishap(Throwable e) {
    String digits = Long.toString(mishaps.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
    String ref = digits.substring(Math.max(0, digits.length() - 5));
    LOG.error("a command failed, ref {}", ref, e);
    return RefusalView.of("problem.mishap", "ref", ref);
  }
}
