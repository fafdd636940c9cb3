package dev.signalbox.agents;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Names;
import dev.signalbox.board.State;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Chain;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the caller's own team looks like now. Another team's things are things that are not. */
final class BoardReads {

  static final int PAGE = 100;

  private static final String STATES = "one or more of "
      + Arrays.stream(State.values()).map(State::word).collect(Collectors.joining(", "))
      + ", with commas between";

  private final Gatekeeper gate;
  private final Reads reads;
  private final InstantSource clock;

  BoardReads(Gatekeeper gate, Reads reads, InstantSource clock) {
    this.gate = gate;
    this.reads = reads;
    this.clock = clock;
  }

  void board(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query.of(ctx);
    Json.answer(ctx, Views.BoardView.of(reads.overview(caller.team())));
  }

  void tasks(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query query = Query.of(ctx, "state", "lane", "agent", "cursor", "limit");
    Set<State> states = query.value("state", STATES, BoardReads::states).orElse(Set.of());
    LaneId lane = name(query, "lane", LaneId::new);
    AgentId agent = name(query, "agent", AgentId::new);
    int limit = limit(query);
    String list = "tasks/" + caller.team() + "/" + states + "/" + lane + "/" + agent;
    int after = cursor(query, list, last -> Query.number(last, 1, Integer.MAX_VALUE))
        .map(Long::intValue)
        .orElse(0);
    List<Views.TaskRow> rows = reads
        .tasks(caller.team(), new Reads.TaskFilter(states, lane, agent, null, after, limit))
        .stream()
        .map(Views.TaskRow::of)
        .toList();
    String next = rows.size() < limit
        ? null
        : Cursor.write(list, String.valueOf(rows.get(rows.size() - 1).id().number()));
    Json.answer(ctx, new Views.TaskPage(rows, next));
  }

  void task(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query.of(ctx);
    Views.TaskDetails task = TaskId.parse(ctx.pathParam("id"))
        .flatMap(id -> reads
            .task(caller.team(), id)
            .map(found -> Views.TaskDetails.of(found, reads.history(caller.team(), id))))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
    Json.answer(ctx, task);
  }

  /** What a task waits for; as chat tells it. */
  void why(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query.of(ctx);
    TaskId id = TaskId.parse(ctx.pathParam("id"))
        .filter(known -> reads.task(caller.team(), known).isPresent())
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
    Glance glance = new Glance(reads.overview(caller.team()), clock.instant());
    List<Chain.Step> steps = Chain.of(
        id, glance, other -> reads.task(caller.team(), other).map(Reads.TaskDetails::task));
    Json.answer(ctx, new Views.Why(id, steps.stream().map(Views.Step::of).toList()));
  }

  void resources(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query query = Query.of(ctx, "cursor", "limit");
    int limit = limit(query);
    String list = "resources/" + caller.team();
    String after = cursor(query, list, Optional::of).orElse("");
    Glance glance = new Glance(reads.overview(caller.team()), clock.instant());
    List<Views.ResourceRow> rows = glance.holdings().stream()
        .filter(one -> one.resource().name().compareTo(after) > 0)
        .limit(limit)
        .map(Views.ResourceRow::of)
        .toList();
    String next = rows.size() < limit
        ? null
        : Cursor.write(list, rows.get(rows.size() - 1).resource().name());
    Json.answer(ctx, new Views.ResourcePage(rows, next));
  }

  void agents(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query query = Query.of(ctx, "cursor", "limit");
    int limit = limit(query);
    String list = "agents/" + caller.team();
    String after = cursor(query, list, Optional::of).orElse("");
    List<Views.AgentRow> rows = reads.agents(caller.team()).stream()
        .filter(one -> !one.agent().removed())
        .filter(one -> one.agent().id().name().compareTo(after) > 0)
        .sorted((one, other) -> one.agent().id().compareTo(other.agent().id()))
        .limit(limit)
        .map(Views.AgentRow::of)
        .toList();
    String next = rows.size() < limit
        ? null
        : Cursor.write(list, rows.get(rows.size() - 1).agent().name());
    Json.answer(ctx, new Views.AgentPage(rows, next));
  }

  private static int limit(Query query) {
    return (int) query.number("limit", 1, Reads.PAGE_MAX, PAGE);
  }

  private static <T> Optional<T> cursor(
      Query query, String list, Function<String, Optional<T>> reader) {
    return query.value(
        "cursor",
        "the next_cursor of a page of this very list",
        text -> Cursor.read(list, text).flatMap(reader));
  }

  private static <T> @Nullable T name(Query query, String field, Function<String, T> maker) {
    return query
        .value(
            field,
            Names.FORM,
            text -> Names.valid(text) ? Optional.of(maker.apply(text)) : Optional.empty())
        .orElse(null);
  }

  private static Optional<Set<State>> states(String text) {
    EnumSet<State> found = EnumSet.noneOf(State.class);
    for (String word : text.split(",", -1)) {
      Optional<State> state =
          Arrays.stream(State.values()).filter(each -> each.word().equals(word)).findFirst();
      if (state.isEmpty()) {
        return Optional.empty();
      }
      found.add(state.get());
    }
    return Optional.of(found);
  }
}
