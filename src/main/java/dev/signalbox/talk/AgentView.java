package dev.signalbox.talk;

import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Lane;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything about one agent, for the one who asks. */
final class AgentView {

  private AgentView() {}

  /**
   * @param name of an agent of the team
   * @param reader who looks: an admin may pause and remove it
   */
  static Message of(Glance glance, String name, @Nullable PersonId reader) {
    Reads.AgentDetails known = glance.agent(new AgentId(name)).orElseThrow();
    Agent agent = known.agent();
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    draft.line(Role.TITLE, AgentsView.line(glance, known));
    PersonId person = agent.person();
    if (person == null) {
      draft.say(Role.META, "agent.no_person");
    } else {
      draft.say(Role.META, "agent.person", "person", person);
    }
    known.holds().forEach(task -> hold(draft, task));
    glance.team().lane(agent.lane()).ifPresent(lane -> draft.line(Role.META, limits(known, lane)));
    draft.say(Role.META, Words.counted("agent.tokens", agent.tokens()), "number", agent.tokens());
    if (glance.admin(reader)) {
      draft.button(of(agent.paused() ? "resume" : "pause", agent.id()));
      draft.button(remove(agent.id()));
    }
    return draft.asWritten();
  }

  private static void hold(Draft draft, Task task) {
    task.held()
        .ifPresent(hold -> draft.say(
            Role.BODY,
            hold.kind() == Hold.Kind.REVIEW ? "agent.reviews" : "agent.holds",
            "task",
            Say.named(task),
            "since",
            hold.since(),
            "epoch",
            hold.epoch()));
  }

  private static List<Span> limits(Reads.AgentDetails known, Lane lane) {
    return Say.spans(
        "agent.limits",
        "held",
        known.holds().size(),
        "wip",
        lane.agentWip(),
        "beat",
        lane.beat(),
        "lost",
        lane.lostAfter());
  }

  static Button remove(AgentId agent) {
    return of("remove", agent);
  }

  private static Button of(String verb, AgentId agent) {
    String key = String.join("", "button.", "agent_", verb);
    return new Button(
        Action.look(verb, Subject.of(agent)).toString(),
        Words.text(key, name -> agent.name()),
        Words.text(key + ".aloud", name -> agent.name()),
        Button.Rank.OTHER,
        List.of());
  }
}
