package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.slips.Nearest;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Parsed.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commands that change or show settings. What may be set to what is the steward's business. */
final class SettingVerbs {

  private static final Pattern LIMITED =
      Pattern.compile("([a-z][a-z0-9_-]{0,31})(?:[ :=]+(\\S+))?");
  private static final String QUIET_HOURS = "quiet_hours";
  private static final Pattern QUIET =
      Pattern.compile("([0-9]{1,2}:[0-9]{2})\\s*(?:-|–|to)\\s*([0-9]{1,2}:[0-9]{2})");

  private final Offices.Steward steward;
  private final Spelling spelling;

  SettingVerbs(Offices.Steward steward, Spelling spelling) {
    this.steward = steward;
    this.spelling = spelling;
  }

  /** The answer; empty for a command that is not about settings. */
  Optional<CompletableFuture<Message>> answer(
      TeamId team, @Nullable Actor who, Ask ask, Reads.Overview overview) {
    return switch (ask.verb().typed()) {
      case "lane set", "lane remove", "person set", "person remove", "setup", "reload" ->
        Optional.of(ordered(team, who, ask, overview.team()));
      case "config show" -> Optional.of(shown(who, overview.team(), steward.show(team)));
      case "config export" ->
        Optional.of(shown(who, overview.team(), steward.export(team).lines().toList()));
      default -> Optional.empty();
    };
  }

  private CompletableFuture<Message> ordered(
      TeamId team, @Nullable Actor who, Ask ask, Team present) {
    if (who == null) {
      return no(RefusalView.of("problem.not_known"));
    }
    return switch (ask.verb().typed()) {
      case "reload" -> told(steward.reload(team, who), present);
      case "setup" -> setUp(who, ask, present);
      case "lane set" -> setLane(who, ask, present);
      case "lane remove" -> change(present, who, Map.of("lanes." + ask.text("lane"), gone()));
      case "person remove" -> change(present, who, Map.of("people." + ask.text("person"), gone()));
      default -> setPerson(who, ask, present);
    };
  }

  private CompletableFuture<Message> setLane(Actor who, Ask ask, Team present) {
    String name = ask.text("lane");
    boolean fresh = present.lane(new LaneId(name)).isEmpty();
    if (fresh && ask.given("new").isEmpty()) {
      List<String> known = present.lanes().keySet().stream().map(LaneId::name).toList();
      return no(Nearest.to(name, known)
          .map(near -> RefusalView.of(
              new Problem("problem.lane_near", Map.of("got", name, "near", near), ask.verb()),
              List.of(),
              spelling))
          .orElseGet(() -> RefusalView.of("problem.lane_new", "got", Say.untrusted(name))));
    }
    return given(who, ask, present, "lanes." + name, fresh);
  }

  private CompletableFuture<Message> setPerson(Actor who, Ask ask, Team present) {
    String name = ask.text("name");
    boolean fresh = present.people().keySet().stream().noneMatch(p -> p.name().equals(name));
    return given(who, ask, present, "people." + name, fresh);
  }

  /** Sets what was given as options, each under its own name. */
  private CompletableFuture<Message> given(
      Actor who, Ask ask, Team present, String section, boolean fresh) {
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    if (fresh) {
      changes.put(section, Optional.of("{}"));
    }
    List<String> settable = ask.verb().options();
    settable.forEach(name ->
        ask.given(name).ifPresent(text -> changes.put(section + "." + name, Optional.of(text))));
    return changes.isEmpty()
        ? no(RefusalView.of(
            new Problem(
                "problem.set_what", Map.of("some", String.join(":, ", settable) + ":"), ask.verb()),
            List.of(),
            spelling))
        : change(present, who, changes);
  }

  private CompletableFuture<Message> setUp(Actor who, Ask ask, Team present) {
    if (ask.values().isEmpty()) {
      return admin(who, present)
          ? CompletableFuture.completedFuture(SetupView.form(present))
          : no(RefusalView.of("problem.admins_only"));
    }
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    for (String same : List.of("wip", "owner", "zone")) {
      ask.given(same).ifPresent(text -> changes.put(same, Optional.of(text)));
    }
    String lanes = ask.text("lanes");
    if (!lanes.isEmpty() && !lanes(lanes, present, changes)) {
      return no(RefusalView.of("problem.lanes_form", "got", Say.quote(lanes, 60)));
    }
    String quiet = ask.text(QUIET_HOURS);
    if (!quiet.isEmpty() && !quiet(quiet, changes)) {
      return no(RefusalView.of("problem.quiet_form", "got", Say.quote(quiet, 40)));
    }
    return change(present, who, changes);
  }

  /** Reads {@code build 2, docs}: exactly these lanes, with these limits; false if it is not so. */
  private static boolean lanes(String text, Team present, Map<String, Optional<String>> changes) {
    Map<String, Optional<String>> named = new LinkedHashMap<>();
    for (String part : text.strip().split("\\s*[,;\n]\\s*", -1)) {
      Matcher lane = LIMITED.matcher(part.strip());
      if (!lane.matches() || named.containsKey(lane.group(1))) {
        return false;
      }
      named.put(lane.group(1), Optional.ofNullable(lane.group(2)));
    }
    present.lanes().keySet().stream()
        .filter(lane -> !named.containsKey(lane.name()))
        .forEach(lane -> changes.put("lanes." + lane, gone()));
    named.forEach((name, limit) -> {
      Optional<Integer> now = present.lane(new LaneId(name)).flatMap(SettingVerbs::limit);
      if (present.lane(new LaneId(name)).isEmpty()) {
        changes.put("lanes." + name, Optional.of("{}"));
      }
      if (!limit.equals(now.map(String::valueOf))) {
        changes.put("lanes." + name + ".wip", Optional.of(limit.orElse("none")));
      }
    });
    return true;
  }

  private static Optional<Integer> limit(Lane lane) {
    return Optional.ofNullable(lane.wip());
  }

  private static boolean quiet(String text, Map<String, Optional<String>> changes) {
    Matcher hours = QUIET.matcher(text.strip());
    boolean none = text.strip().equals("none");
    if (!none && !hours.matches()) {
      return false;
    }
    String section = QUIET_HOURS + ".";
    changes.put(section + "from", none ? gone() : Optional.of(padded(hours.group(1))));
    changes.put(section + "to", none ? gone() : Optional.of(padded(hours.group(2))));
    return true;
  }

  private static String padded(String time) {
    return time.length() == 4 ? "0" + time : time;
  }

  private static Optional<String> gone() {
    return Optional.empty();
  }

  private CompletableFuture<Message> change(
      Team present, Actor who, Map<String, Optional<String>> changes) {
    return told(steward.change(present.id(), who, changes), present);
  }

  private static CompletableFuture<Message> told(
      CompletableFuture<Offices.Verdict> verdict, Team present) {
    return verdict.thenApply(came -> SetupView.verdict(came, present.zone()));
  }

  /** Settings may name people's accounts, so only those who may change them see all of them. */
  private static CompletableFuture<Message> shown(
      @Nullable Actor who, Team team, List<String> lines) {
    return who == null || !admin(who, team)
        ? no(RefusalView.of("problem.admins_only"))
        : CompletableFuture.completedFuture(SetupView.lines(lines, team.zone()));
  }

  private static boolean admin(Actor who, Team team) {
    return who.person()
        .map(person -> team.people().get(person))
        .filter(Team.Person::admin)
        .isPresent();
  }

  private static CompletableFuture<Message> no(Message refusal) {
    return CompletableFuture.completedFuture(refusal);
  }
}
