package dev.signalbox.talk;

import dev.signalbox.board.Lane;
import dev.signalbox.board.State;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lanes: their slots, who works in them and what becomes of their work. */
final class LanesView {

  private LanesView() {}

  static Message of(Glance glance) {
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    int number = glance.team().lanes().size();
    draft.say(Role.TITLE, Words.counted("count.lanes", number), "number", number);
    glance.team().lanes().values().forEach(lane -> draft.line(Role.BODY, lane(glance, lane)));
    return draft.asWritten();
  }

  /** Its name, its slots, and whether it is paused; more can be added. */
  static List<List<Span>> slots(Glance glance, Lane lane) {
    List<List<Span>> parts = new ArrayList<>();
    Integer wip = lane.wip();
    parts.add(Say.spans(
        "board.lane",
        "lane",
        new Span.Strong(lane.id().name()),
        "taken",
        glance.holdsIn(lane.id()).size(),
        "wip",
        wip == null ? "–" : wip));
    if (glance.paused(lane.id())) {
      parts.add(Say.spans("board.paused"));
    }
    return parts;
  }

  private static List<Span> lane(Glance glance, Lane lane) {
    List<List<Span>> parts = slots(glance, lane);
    List<Reads.AgentDetails> agents = glance.agentsOf(lane.id());
    parts.add(
        agents.isEmpty()
            ? Say.spans("lanes.nobody")
            : Say.spans(
                "lanes.agents",
                "agents",
                Say.list(agents.stream().map(known -> known.agent().id()).toList())));
    parts.add(reviewers(lane));
    parts.add(Say.spans(lane.finish() == Lane.Finish.SHIP ? "lanes.ships" : "lanes.accepts"));
    int todo =
        glance.overview().counts().getOrDefault(lane.id(), Map.of()).getOrDefault(State.TODO, 0);
    if (todo > 0) {
      parts.add(List.of(new Span.State(Span.Sign.TODO), Say.plain(" " + todo)));
    }
    return Say.joined(parts);
  }

  private static List<Span> reviewers(Lane lane) {
    if (lane.reviewBy().nobody()) {
      return Say.spans("lanes.unreviewed");
    }
    List<?> by = lane.reviewBy().lanes();
    return by.isEmpty()
        ? Say.spans("lanes.reviewed_by_any")
        : Say.spans("lanes.reviewed_by", "lanes", Say.list(by));
  }
}
