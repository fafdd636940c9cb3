package dev.signalbox.talk;

import dev.signalbox.board.Agent;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Place;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Vitality;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The agents: what each does, and when it was last heard. */
final class AgentsView {

  private static final int AGENTS_MAX = 40;
  private static final int BUTTONS_MAX = 5;
  private static final int QUOTE_MAX = 60;

  private final Glance glance;

  private AgentsView(Glance glance) {
    this.glance = glance;
  }

  /**
   * @param lane the one lane whose agents to show; null for all
   * @param reader who looks: an admin may remove those that are lost
   */
  static Message of(Glance glance, @Nullable LaneId lane, @Nullable PersonId reader) {
    AgentsView view = new AgentsView(glance);
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    List<Reads.AgentDetails> agents = lane == null ? glance.agents() : glance.agentsOf(lane);
    draft.line(Role.TITLE, view.head(agents));
    if (agents.isEmpty()) {
      return draft.say(Role.BODY, "agents.none").asWritten();
    }
    agents.stream().limit(AGENTS_MAX).forEach(known -> draft.line(Role.BODY, view.agent(known)));
    if (agents.size() > AGENTS_MAX) {
      draft.say(Role.META, "list.more", "number", agents.size() - AGENTS_MAX);
    }
    if (glance.admin(reader)) {
      agents.stream()
          .filter(known -> view.idle(known) && glance.vitality(known) == Vitality.LOST)
          .limit(BUTTONS_MAX)
          .forEach(known -> draft.button(AgentView.remove(known.agent().id())));
    }
    return draft.asWritten();
  }

  /** One agent in one line. */
  static List<Span> line(Glance glance, Reads.AgentDetails known) {
    return new AgentsView(glance).agent(known);
  }

  private List<Span> head(List<Reads.AgentDetails> agents) {
    int running = count(agents, known -> !known.holds().isEmpty());
    int inLine = count(agents, known -> known.holds().isEmpty() && place(known).isPresent());
    int lost = count(agents, known -> idle(known) && glance.vitality(known) == Vitality.LOST);
    int never =
        count(agents, known -> idle(known) && glance.vitality(known) == Vitality.NEVER_HEARD);
    List<List<Span>> parts = new ArrayList<>();
    parts.add(Say.spans("agents.known", "number", agents.size()));
    add(parts, "agents.running", running);
    add(parts, "agents.in_line", inLine);
    add(parts, "agents.idle", agents.size() - running - inLine - lost - never);
    add(parts, "agents.lost", lost);
    add(parts, "agents.never", never);
    List<Span> head = new ArrayList<>(Say.spans("agents.title"));
    head.addAll(Say.joined(parts, ", "));
    return head;
  }

  private static void add(List<List<Span>> parts, String key, int number) {
    if (number > 0) {
      parts.add(Say.spans(key, "number", number));
    }
  }

  private static int count(List<Reads.AgentDetails> agents, Predicate<Reads.AgentDetails> which) {
    return (int) agents.stream().filter(which).count();
  }

  private boolean idle(Reads.AgentDetails known) {
    return known.holds().isEmpty() && place(known).isEmpty();
  }

  private Optional<Place> place(Reads.AgentDetails known) {
    return glance.place(known.agent().id());
  }

  private List<Span> agent(Reads.AgentDetails known) {
    Agent agent = known.agent();
    List<List<Span>> parts = new ArrayList<>();
    parts.add(Say.spans("agents.agent", "agent", agent.id(), "lane", agent.lane()));
    if (agent.paused()) {
      parts.add(Say.spans("board.paused"));
    }
    known.holds().forEach(task -> parts.add(hold(task)));
    place(known).ifPresent(place -> parts.add(waits(place)));
    life(known).ifPresent(parts::add);
    said(known).ifPresent(parts::add);
    return Say.joined(parts);
  }

  /** Whether it lives, and when it was heard: since when it is lost, where it has nothing. */
  private Optional<List<Span>> life(Reads.AgentDetails known) {
    Instant heard = known.heard();
    if (!idle(known)) {
      return Optional.ofNullable(heard).map(at -> Say.spans("agents.heard", "at", at));
    }
    if (heard == null) {
      return Optional.of(Say.spans("agents.is_never"));
    }
    boolean lost = glance.vitality(known) == Vitality.LOST;
    return Optional.of(Say.spans(lost ? "agents.is_lost" : "agents.is_idle", "at", heard));
  }

  private static Optional<List<Span>> said(Reads.AgentDetails known) {
    return known.holds().stream()
        .flatMap(task -> task.held().stream())
        .map(Hold::note)
        .filter(note -> !note.isBlank())
        .findFirst()
        .map(note -> Say.spans("agents.said", "note", Say.quote(note, QUOTE_MAX)));
  }

  private static List<Span> hold(Task task) {
    Span sign = task.held().filter(hold -> hold.quietSince() != null).isPresent()
        ? new Span.State(Span.Sign.QUIET)
        : new Span.State(Span.Sign.valueOf(task.state().name()));
    return List.of(sign, Say.plain(" " + task.id()));
  }

  private List<Span> waits(Place place) {
    Span queued = new Span.State(Span.Sign.QUEUED);
    int position = glance.position(place.agent());
    TaskId wish = place.wish();
    return wish == null
        ? Say.spans("agents.waits", "queued", queued, "position", position)
        : Say.spans("agents.waits_for", "queued", queued, "position", position, "task", wish);
  }
}
