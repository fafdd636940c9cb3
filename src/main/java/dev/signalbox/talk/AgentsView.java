package dev.signalbox.talk;

import dev.signalbox.board.Agent;
import dev.signalbox.board.Hold;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Place;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Vitality;
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
  private static final int QUOTE_MAX = 60;

  private final Reads.Overview overview;
  private final Instant now;

  private AgentsView(Reads.Overview overview, Instant now) {
    this.overview = overview;
    this.now = now;
  }

  static Message of(Reads.Overview overview, Instant now, @Nullable LaneId lane) {
    AgentsView view = new AgentsView(overview, now);
    Draft draft = new Draft(Kind.ANSWER, overview.team().zone());
    List<Reads.AgentDetails> agents = overview.agents().stream()
        .filter(known -> !known.agent().removed())
        .filter(known -> lane == null || known.agent().lane().equals(lane))
        .toList();
    draft.line(Role.TITLE, view.head(agents));
    if (agents.isEmpty()) {
      return draft.say(Role.BODY, "agents.none").asWritten();
    }
    agents.stream().limit(AGENTS_MAX).forEach(known -> draft.line(Role.BODY, view.agent(known)));
    if (agents.size() > AGENTS_MAX) {
      draft.say(Role.META, "list.more", "number", agents.size() - AGENTS_MAX);
    }
    return draft.asWritten();
  }

  private List<Span> head(List<Reads.AgentDetails> agents) {
    int running = count(agents, known -> !known.holds().isEmpty());
    int inLine = count(agents, known -> known.holds().isEmpty() && place(known).isPresent());
    int lost = count(agents, known -> idle(known) && vitality(known) == Vitality.LOST);
    int never = count(agents, known -> idle(known) && vitality(known) == Vitality.NEVER_HEARD);
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
    return overview.line().stream()
        .filter(place -> place.agent().equals(known.agent().id()))
        .findFirst();
  }

  private Vitality vitality(Reads.AgentDetails known) {
    return overview
        .team()
        .lane(known.agent().lane())
        .map(lane -> Vitality.of(lane, known.heard(), now))
        .orElse(Vitality.NEVER_HEARD);
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
    if (idle(known)) {
      parts.add(Say.spans(
          switch (vitality(known)) {
            case FRESH, QUIET -> "agents.is_idle";
            case LOST -> "agents.is_lost";
            case NEVER_HEARD -> "agents.is_never";
          }));
    }
    Instant heard = known.heard();
    if (heard != null) {
      parts.add(Say.spans("agents.heard", "at", heard));
    }
    known.holds().stream()
        .flatMap(task -> task.held().stream())
        .map(Hold::note)
        .filter(note -> !note.isBlank())
        .findFirst()
        .ifPresent(note -> parts.add(Say.spans("agents.said", "note", Say.quote(note, QUOTE_MAX))));
    return Say.joined(parts);
  }

  private static List<Span> hold(Task task) {
    Span sign = task.held().filter(hold -> hold.quietSince() != null).isPresent()
        ? new Span.State(Span.Sign.QUIET)
        : new Span.State(Span.Sign.valueOf(task.state().name()));
    return List.of(sign, Say.plain(" " + task.id()));
  }

  private List<Span> waits(Place place) {
    Span queued = new Span.State(Span.Sign.QUEUED);
    TaskId wish = place.wish();
    return wish == null
        ? Say.spans("agents.waits", "queued", queued)
        : Say.spans("agents.waits_for", "queued", queued, "task", wish);
  }
}
