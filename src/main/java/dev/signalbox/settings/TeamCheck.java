package dev.signalbox.settings;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Names;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Team;
import dev.signalbox.slips.Nearest;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must be true of a team as a whole. Whatever is already known to be wrong is passed over. */
final class TeamCheck {

  private static final int NAMES_TOLD_MAX = 10;

  private final Scope team;
  private final Map<String, Scope> lanes;
  private final Map<String, Scope> people;
  private final Problems problems;

  TeamCheck(Scope team, Problems problems) {
    this.team = team;
    this.lanes = team.section("lanes").sections();
    this.people = team.section("people").sections();
    this.problems = problems;
  }

  void check() {
    size("lanes", lanes.size(), Keys.LANES_MAX, "{build: {}, review: {}}");
    size("people", people.size(), Keys.PEOPLE_MAX, "{ryan: {role: admin}}");
    checkOwner();
    checkAdmin();
    checkQuietHours();
    checkSchedules();
    checkResources();
    reviewers(team);
    lanes.values().forEach(this::reviewers);
    lanes.values().forEach(lane -> Relation.ALL.forEach(rule -> rule.check(lane, problems)));
  }

  private void size(String section, int size, int max, String example) {
    if (team.section(section).isSpoilt() || (size >= 1 && size <= max)) {
      return;
    }
    add(
        team.section(section).line(),
        section,
        "found " + size + "; a team has 1…" + max + ", such as " + example);
  }

  private void checkOwner() {
    if (!team.has(Keys.OWNER)) {
      if (!team.isBad("owner")) {
        add(team.line(), "owner", "missing; name one of the people, such as owner: " + anyone());
      }
      return;
    }
    Scope.Found<PersonId> owner = team.find(Keys.OWNER).orElseThrow();
    String name = owner.value().name();
    if (!people.isEmpty() && !people.containsKey(name)) {
      add(owner.line(), "owner", notOneOf(people.keySet(), name, "people"));
    }
  }

  private String anyone() {
    return people.keySet().stream().filter(Names::valid).findFirst().orElse(Keys.OWNER.example());
  }

  private void checkAdmin() {
    boolean admin = people.values().stream()
        .anyMatch(person -> person.isBad("role")
            || person.find(Keys.ROLE).orElseThrow().value() == Team.Role.ADMIN);
    if (!people.isEmpty() && !admin) {
      add(
          team.section("people").line(),
          "people",
          "nobody here is an admin; give one of them role: admin, such as "
              + anyone()
              + ": {role: admin}");
    }
  }

  private void checkQuietHours() {
    Scope quiet = team.section("quiet_hours");
    Optional<LocalTime> from = quiet.find(Keys.QUIET_FROM).flatMap(Scope.Found::value);
    Optional<LocalTime> to = quiet.find(Keys.QUIET_TO).flatMap(Scope.Found::value);
    boolean known = !quiet.isBad("from") && !quiet.isBad("to");
    if (known && (from.isPresent() != to.isPresent() || from.isPresent() && from.equals(to))) {
      add(
          quiet.line(),
          "quiet_hours",
          "needs a from and another to, such as {from: \"22:00\", to: \"07:00\"}");
    }
  }

  private void checkSchedules() {
    if (lanes.isEmpty() || !team.has(Keys.SCHEDULE)) {
      return;
    }
    Scope.Found<List<Schedule>> written = team.find(Keys.SCHEDULE).orElseThrow();
    for (int i = 0; i < written.value().size(); i++) {
      Schedule schedule = written.value().get(i);
      String entry = "entry " + (i + 1) + " (" + Node.quote(schedule.title()) + "): ";
      needs(written, entry, schedule.needs());
      for (LaneId lane : schedule.lanes()) {
        if (!lanes.containsKey(lane.name())) {
          problems.add(
              written.line(),
              written.path(),
              entry + notOneOf(lanes.keySet(), lane.name(), "lanes"));
        }
      }
    }
  }

  /** What a task of a schedule needs: resources of the team, and no budgets. */
  private void needs(Scope.Found<?> written, String entry, List<Need> needs) {
    Map<String, Scope> resources = team.section("resources").sections();
    for (Need need : needs) {
      String name = need.resource().name();
      if (need.resource().files()) {
        continue;
      }
      Scope resource = resources.get(name);
      if (resource == null) {
        problems.add(
            written.line(),
            written.path(),
            entry + notOneOf(resources.keySet(), name, "resources"));
      } else if (resource.has(Keys.LIMIT)) {
        problems.add(
            written.line(),
            written.path(),
            entry + Node.quote(name) + " is a budget, which is spent and not held, so no task needs"
                + " it; its agent asks for it");
      }
    }
  }

  private void checkResources() {
    Map<String, Scope> resources = team.section("resources").sections();
    if (resources.size() > Keys.RESOURCES_MAX) {
      add(
          team.section("resources").line(),
          "resources",
          "found " + resources.size() + "; a team has at most " + Keys.RESOURCES_MAX);
    }
    resources.values().forEach(this::checkResource);
  }

  /** Units are held, or they are spent in a window: one or the other. */
  private void checkResource(Scope resource) {
    boolean bad = resource.isBad("units") || resource.isBad("limit") || resource.isBad("window");
    if (bad) {
      return;
    }
    boolean units = resource.find(Keys.UNITS).orElseThrow().value().isPresent();
    boolean limit = resource.find(Keys.LIMIT).orElseThrow().value().isPresent();
    boolean window = resource.find(Keys.WINDOW).orElseThrow().value().isPresent();
    if (units == limit || limit != window) {
      problems.add(
          resource.line(),
          resource.path(),
          "needs units that are held, or a limit and its window, such as {units: 1} or"
              + " {limit: 30, window: 60s}");
      return;
    }
    for (Key<?> odd : units
        ? List.<Key<?>>of(Keys.USE_WITHIN)
        : List.<Key<?>>of(Keys.MAX_HOLD, Keys.LOCK_DELAY)) {
      if (resource.has(odd)) {
        problems.add(
            resource.line(),
            Scope.path(resource.path(), odd.name()),
            units ? "is for a resource with a limit" : "is for a resource with units");
      }
    }
  }

  private void reviewers(Scope scope) {
    if (lanes.isEmpty() || !scope.has(Keys.REVIEW_BY)) {
      return;
    }
    Scope.Found<Lane.ReviewBy> written = scope.find(Keys.REVIEW_BY).orElseThrow();
    for (LaneId lane : written.value().lanes()) {
      if (!lanes.containsKey(lane.name())) {
        problems.add(
            written.line(), written.path(), notOneOf(lanes.keySet(), lane.name(), "lanes"));
      }
    }
  }

  private static String notOneOf(Set<String> written, String name, String what) {
    List<String> known = written.stream().filter(Names::valid).toList();
    String guess =
        Nearest.to(name, known).map(near -> "; did you mean " + near + "?").orElse("");
    return "%s is not one of the team's %s (%s)%s"
        .formatted(Node.quote(name), what, some(known), guess);
  }

  private static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), NAMES_TOLD_MAX)));
    return names.size() > NAMES_TOLD_MAX ? first + ", …" : first;
  }

  private void add(int line, String name, String text) {
    problems.add(line, Scope.path(team.path(), name), text);
  }
}
