package dev.signalbox.talk;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.ResourceId;
import dev.signalbox.desk.Reads;
import dev.signalbox.slips.Nearest;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Parsed.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether the names somebody used are names of the team, and which they probably meant. */
final class Known {

  private static final int SHOWN_MAX = 12;

  private Known() {}

  /** The first name that nobody and nothing of the team has. */
  static Optional<Problem> problem(Ask ask, Reads.Overview overview) {
    return ask.verb().arguments().stream()
        .flatMap(argument -> problem(argument, ask, overview).stream())
        .findFirst();
  }

  private static Optional<Problem> problem(Argument argument, Ask ask, Reads.Overview overview) {
    return switch (argument.type()) {
      case AGENT -> unknown(ask, argument, "agent", agents(overview));
      case LANE, LANES -> unknown(ask, argument, "lane", lanes(overview));
      case PERSON -> unknown(ask, argument, "person", people(overview));
      case RESOURCE ->
        ask.text(argument.name()).startsWith(ResourceId.FILES)
            ? Optional.empty()
            : unknown(ask, argument, "resource", resources(overview));
      case TASK, TASKS, NEEDS, NAME, PRIORITY, STATE, LINK, DURATION, ITEMS, ACCOUNT, TEXT, FLAG ->
        Optional.empty();
    };
  }

  private static Optional<Problem> unknown(
      Ask ask, Argument argument, String what, List<String> known) {
    return ask.names(argument.name()).stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> problem(ask, what, name, known));
  }

  private static Problem problem(Ask ask, String what, String name, List<String> known) {
    return Nearest.to(name, known)
        .map(near ->
            new Problem("problem." + what + "_near", Map.of("got", name, "near", near), ask.verb()))
        .orElseGet(() -> new Problem(
            known.isEmpty() ? "problem." + what + "_none" : "problem." + what,
            Map.of(
                "got",
                name,
                "some",
                String.join(", ", known.subList(0, Math.min(SHOWN_MAX, known.size())))),
            ask.verb()));
  }

  private static List<String> agents(Reads.Overview overview) {
    return overview.agents().stream()
        .filter(known -> !known.agent().removed())
        .map(known -> known.agent().id().name())
        .toList();
  }

  private static List<String> lanes(Reads.Overview overview) {
    return sorted(overview.team().lanes().keySet().stream().map(LaneId::name));
  }

  private static List<String> resources(Reads.Overview overview) {
    return sorted(overview.team().resources().keySet().stream().map(ResourceId::name));
  }

  private static List<String> people(Reads.Overview overview) {
    return sorted(overview.team().people().keySet().stream().map(PersonId::name));
  }

  private static List<String> sorted(Stream<String> names) {
    return names.sorted().toList();
  }
}
