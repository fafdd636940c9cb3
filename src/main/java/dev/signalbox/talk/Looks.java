package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Glance;
import dev.signalbox.desk.Reads;
import dev.signalbox.slips.Nearest;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Verb;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers those who only look: anybody may. */
final class Looks {

  private final Reads reads;
  private final InstantSource clock;
  private final Spelling spelling;

  Looks(Reads reads, InstantSource clock, Spelling spelling) {
    this.reads = reads;
    this.clock = clock;
    this.spelling = spelling;
  }

  /** The answer; empty for a command that changes something. */
  Optional<Message> answer(TeamId team, @Nullable Actor who, Ask ask) {
    PersonId reader = who == null ? null : who.person().orElse(null);
    LaneId lane = ask.given("lane").map(LaneId::new).orElse(null);
    return switch (ask.verb().typed()) {
      case "help" -> Optional.of(help(ask.text("topic")));
      case "board" -> Optional.of(BoardView.of(glance(team), lane, reader));
      case "agent list" -> Optional.of(AgentsView.of(glance(team), lane, reader));
      case "agent show" -> Optional.of(AgentView.of(glance(team), ask.text("agent"), reader));
      case "lane list" -> Optional.of(LanesView.of(glance(team)));
      case "resource list" -> Optional.of(ResourcesView.of(glance(team)));
      case "resource show" -> Optional.of(ResourceView.of(glance(team), ask.text("resource")));
      case "person list" -> Optional.of(PeopleView.of(glance(team)));
      case "show" -> Optional.of(show(team, ask));
      case "why" -> Optional.of(why(team, ask));
      case "list" -> Optional.of(list(team, ask, lane, reader));
      default -> Optional.empty();
    };
  }

  private Glance glance(TeamId team) {
    return new Glance(reads.overview(team), clock.instant());
  }

  private Message why(TeamId team, Ask ask) {
    return Optional.ofNullable(ask.task())
        .filter(id -> reads.task(team, id).isPresent())
        .map(id -> ChainView.of(id, glance(team), other -> Scene.of(reads, team, other)))
        .orElseGet(() -> RefusalView.of("problem.no_task", "task", "" + ask.task()));
  }

  private Message show(TeamId team, Ask ask) {
    return Optional.ofNullable(ask.task())
        .flatMap(id -> Scene.of(reads, team, id))
        .map(scene -> TaskView.of(scene, reads.history(team, scene.task().id())))
        .orElseGet(() -> RefusalView.of("problem.no_task", "task", "" + ask.task()));
  }

  private Message list(TeamId team, Ask ask, @Nullable LaneId lane, @Nullable PersonId reader) {
    boolean mine = ask.given("mine").isPresent();
    if (mine && reader == null) {
      return RefusalView.of("problem.not_known");
    }
    PersonId owner = mine ? reader : ask.given("owner").map(PersonId::new).orElse(null);
    Set<State> states =
        ask.given("state").map(state -> Set.of(State.valueOf(state))).orElse(open());
    AgentId holder = ask.given("agent").map(AgentId::new).orElse(null);
    List<Task> tasks = reads.tasks(
        team, new Reads.TaskFilter(states, lane, holder, owner, 0, ListView.TASKS_MAX + 1));
    return ListView.of(tasks, reads.overview(team).team().zone());
  }

  static Set<State> open() {
    return Reads.TaskFilter.open(1).states();
  }

  private Message help(String topic) {
    String typed = topic.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    if (typed.isEmpty()) {
      return HelpView.overview(spelling);
    }
    Optional<Verb> verb = Catalogue.verbs().stream()
        .filter(one -> one.typed().equals(typed) || ("task " + one.typed()).equals(typed))
        .findFirst();
    if (verb.isPresent()) {
      return HelpView.of(verb.get(), spelling);
    }
    if (Catalogue.isNoun(typed)) {
      return HelpView.of(typed, spelling);
    }
    List<String> known = Stream.concat(
            Catalogue.verbs().stream().map(Verb::typed),
            Stream.of("agent", "lane", "person", "resource", "team"))
        .toList();
    String near = Nearest.to(typed, known).orElse("claim");
    return RefusalView.of("help.unknown", "topic", Say.quote(topic, 40), "near", "help " + near);
  }
}
