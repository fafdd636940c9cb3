package dev.signalbox.talk;

import dev.signalbox.board.Agent;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.Team;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The people: what each may do, and what waits for them. */
final class PeopleView {

  private PeopleView() {}

  static Message of(Glance glance) {
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    int number = glance.team().people().size();
    draft.say(Role.TITLE, Words.counted("people.title", number), "number", number);
    new TreeMap<>(glance.team().people())
        .forEach((id, person) -> draft.line(Role.BODY, person(glance, id, person)));
    return draft.asWritten();
  }

  private static List<Span> person(Glance glance, PersonId id, Team.Person person) {
    List<List<Span>> parts = new ArrayList<>();
    parts.add(List.of(Say.untrusted(id.name())));
    parts.add(Say.spans(person.admin() ? "people.admin" : "people.member"));
    if (id.equals(glance.team().owner())) {
      parts.add(Say.spans("people.owner"));
    }
    List<AgentId> agents = glance.agents().stream()
        .map(Reads.AgentDetails::agent)
        .filter(agent -> id.equals(agent.person()))
        .map(Agent::id)
        .toList();
    if (!agents.isEmpty()) {
      parts.add(Say.spans("people.agents", "agents", Say.list(agents)));
    }
    if (person.slack() != null) {
      parts.add(Say.spans("people.slack"));
    }
    if (person.discord() != null) {
      parts.add(Say.spans("people.discord"));
    }
    long waiting = glance.overview().active().stream()
        .filter(task -> task.state() == State.READY || task.state() == State.STUCK)
        .filter(task -> task.owner().equals(id))
        .count();
    if (waiting > 0) {
      parts.add(Say.spans("people.waiting", "number", waiting));
    }
    return Say.joined(parts);
  }
}
