package dev.signalbox.talk;

import dev.signalbox.board.Need;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Chain;
import dev.signalbox.desk.Chain.Reason;
import dev.signalbox.desk.Glance;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a task waits for, in sentences, one for each link of the chain. */
final class ChainView {

  private ChainView() {}

  /**
   * @param find gives tasks by their ids, with what stands around them
   */
  static Message of(TaskId task, Glance glance, Function<TaskId, Optional<Scene>> find) {
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    for (Chain.Step step : Chain.of(task, glance, id -> find.apply(id).map(Scene::task))) {
      Role role = draft.empty() ? Role.TITLE : Role.BODY;
      String key =
          step.reason() == Reason.MORE ? "list.more" : "why." + step.reason().word();
      draft.say(role, key, named(step, find));
    }
    return draft.asWritten();
  }

  private static Object[] named(Chain.Step step, Function<TaskId, Optional<Scene>> find) {
    List<Object> named = new ArrayList<>();
    step.named().forEach((name, value) -> {
      named.add(name);
      named.add(shown(value));
    });
    if (step.reason() == Reason.STUCK && step.named().get("task") instanceof Task task) {
      named.add("why");
      named.add(find.apply(task.id()).map(Why::stuck).orElse(List.of()));
    }
    if (step.reason() == Reason.OVER && step.named().get("task") instanceof Task task) {
      named.add("state");
      named.add(state(task.state()));
    }
    if (step.reason() == Reason.HOLDS || step.reason() == Reason.REVIEWS) {
      named.add("life");
      named.add(life(step.named()));
    }
    return named.toArray();
  }

  private static Object shown(Object value) {
    if (value instanceof Task task) {
      return Say.named(task);
    }
    if (value instanceof Need need) {
      return need.toString();
    }
    return value instanceof List<?> list
        ? Say.list(list.stream()
            .map(one -> one instanceof Need need ? need.toString() : one)
            .toList())
        : value;
  }

  private static Span state(State state) {
    return new Span.State(Span.Sign.valueOf(state.name()));
  }

  /** Whether a holder is alive, and when it is one no longer. */
  private static List<Span> life(Map<String, Object> named) {
    Object beginsBy = named.get("begins_by");
    Object quiet = named.get("quiet_since");
    Object lost = named.get("lost_at");
    Object heard = named.get("heard");
    if (beginsBy != null) {
      return Say.spans("why.begins_by", "at", beginsBy);
    }
    if (quiet != null && lost != null) {
      return Say.spans("why.quiet", "since", quiet, "at", lost);
    }
    return heard == null ? List.of() : Say.spans("why.heard", "at", heard);
  }
}
