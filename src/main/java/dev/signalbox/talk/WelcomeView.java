package dev.signalbox.talk;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.Team;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.util.List;

/** The first message in a room: how to begin. One line once the team has an agent. */
final class WelcomeView {

  private WelcomeView() {}

  static Message of(Reads.Overview overview, Spelling spelling) {
    Team team = overview.team();
    long agents =
        overview.agents().stream().filter(known -> !known.agent().removed()).count();
    Draft draft = new Draft(Kind.CARD, team.zone());
    if (agents > 0) {
      return draft
          .say(
              Role.META,
              "welcome.done",
              "lanes",
              counted("count.lanes", team.lanes().size()),
              "agents",
              counted("count.agents", agents))
          .asWritten();
    }
    LaneId lane = team.lanes().keySet().iterator().next();
    return draft
        .say(Role.TITLE, "welcome.hello")
        .say(Role.BODY, "welcome.setup")
        .say(Role.BODY, "welcome.agent")
        .say(Role.EXAMPLE, "welcome.example", "typed", spelling.of("agent add ada lane:" + lane))
        .say(Role.BODY, "welcome.task")
        .say(
            Role.EXAMPLE, "welcome.example", "typed", spelling.of("new \"Say hello\" lane:" + lane))
        .say(Role.META, "welcome.noise", "help", spelling.of("help"))
        .button(SetupView.button(team))
        .spoken("welcome.spoken", "help", spelling.of("help"));
  }

  private static List<Span> counted(String key, long number) {
    return Say.spans(Words.counted(key, number), "number", number);
  }
}
