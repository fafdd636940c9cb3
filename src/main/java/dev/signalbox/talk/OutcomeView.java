package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Answer;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Parsed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a command that was accepted, for the one who gave it. */
final class OutcomeView {

  private OutcomeView() {}

  /**
   * @param answer how the task stands now; null where the command was about none
   * @param before the team as it was when the command was given
   */
  static Message of(Parsed.Ask ask, @Nullable Answer answer, Reads.Overview before) {
    Draft draft = new Draft(Kind.ANSWER, before.team().zone());
    if (answer == null) {
      return draft
          .say(Role.BODY, "did." + ask.verb().key().substring("verb.".length()))
          .asWritten();
    }
    List<Span> task = List.of(
        new Span.Strong(answer.task().toString()), Say.plain(" "), Say.untrusted(answer.title()));
    switch (ask.verb().name()) {
      case "new" -> draft.say(Role.BODY, "did.new", "task", task, "lane", answer.lane());
      case "claim", "reassign" -> given(draft, task, answer, before);
      case "note" -> draft.say(Role.BODY, "did.note", "task", task);
      case "snooze" ->
        draft.say(
            Role.BODY,
            "did.snooze",
            "task",
            task,
            "time",
            ask.duration("for").orElse(Orders.SNOOZE));
      case "edit" -> draft.say(Role.BODY, "did.edit", "task", task);
      default ->
        draft.say(
            Role.BODY,
            "did.moved",
            "task",
            task,
            "state",
            new Span.State(Span.Sign.valueOf(answer.state().name())),
            "who",
            whose(answer));
    }
    return draft.asWritten();
  }

  /** Whose it is now, or whose it will be. */
  private static List<Span> whose(Answer answer) {
    AgentId agent = answer.agent();
    AgentId reserved = answer.reservedFor();
    return agent != null
        ? Say.spans("did.held", "agent", agent)
        : reserved != null ? Say.spans("did.reserved", "agent", reserved) : List.of();
  }

  private static void given(Draft draft, List<Span> task, Answer answer, Reads.Overview before) {
    Optional<Lane> lane = before.team().lane(answer.lane());
    AgentId agent = answer.agent();
    AgentId reserved = answer.reservedFor();
    if (answer.state() == State.DOING && agent != null) {
      draft.say(
          Role.BODY,
          "did.started",
          "task",
          task,
          "agent",
          agent,
          "time",
          lane.map(l -> (Object) l.firstBeat()).orElse(""));
    } else if (reserved != null) {
      draft.say(Role.BODY, "did.kept", "task", task, "agent", reserved);
      lane.ifPresent(l -> full(draft, l, before));
    }
  }

  /** Says so if the lane has no slot left, and who has them. */
  private static void full(Draft draft, Lane lane, Reads.Overview before) {
    Integer wip = lane.wip();
    List<Task> holds = before.agents().stream()
        .flatMap(known -> known.holds().stream())
        .filter(task -> task.held().map(Hold::lane).filter(lane.id()::equals).isPresent())
        .toList();
    if (wip != null && holds.size() >= wip) {
      List<List<Span>> taken = holds.stream()
          .map(task -> Say.spans(
              "did.slot",
              "task",
              task.id(),
              "agent",
              task.held().<Object>map(Hold::agent).orElse("")))
          .toList();
      draft.say(
          Role.META,
          "did.full",
          "lane",
          lane.id(),
          "taken",
          holds.size(),
          "wip",
          wip,
          "holds",
          Say.joined(taken, ", "));
    }
  }
}
