package dev.signalbox.settings;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Schedule;
import dev.signalbox.board.Texts;
import dev.signalbox.slips.Nearest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The list of a team's schedules. One value and no section, because its entries have no names. An
 * entry that is wrong is told by its number, counted from 1, and its key.
 */
final class ScheduleKind {

  static final int SCHEDULES_MAX = 50;

  private static final Kind<String> CRON = Kinds.cronOfTasks();
  private static final Kind<ZoneId> ZONE = Kinds.zone();
  private static final Kind<LaneId> LANE = Kinds.lane();
  private static final Kind<String> TEXT = Kinds.text();
  private static final Kind<List<String>> DONE_WHEN =
      Kinds.listOf(0, Texts.DONE_WHEN_ITEMS_MAX, "texts", TEXT);
  private static final Kind<List<LaneId>> ROUTE = Kinds.listOf(0, Texts.ROUTE_MAX, "lanes", LANE);
  private static final Kind<Priority> PRIORITY = Kinds.oneOf(Priority.class);

  private static final Kind<List<Need>> NEEDS =
      Kinds.listOf(0, Texts.NEEDS_MAX, "needs", Kinds.need());

  private static final List<String> KEYS =
      List.of("cron", "zone", "lane", "title", "brief", "done_when", "route", "priority", "needs");

  private ScheduleKind() {}

  /** Nothing can be read, and why. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String why) {
      super(why, null, false, false);
    }
  }

  static Kind<List<Schedule>> kind() {
    return new Kind<>(
        "a list of 0…" + SCHEDULES_MAX + " entries, each with cron, lane and title, and, as one"
            + " likes, zone, brief, done_when, route, priority and needs",
        node -> {
          try {
            return Optional.of(list(node));
          } catch (Wrong e) {
            return Optional.empty();
          }
        },
        all -> all.stream().map(ScheduleKind::print).collect(Collectors.joining(", ", "[", "]")),
        ScheduleKind::fault);
  }

  private static Optional<String> fault(Node node) {
    if (!(node instanceof Node.Items)) {
      return Optional.empty();
    }
    try {
      list(node);
      return Optional.empty();
    } catch (Wrong e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static List<Schedule> list(Node node) throws Wrong {
    if (!(node instanceof Node.Items written)) {
      throw new Wrong("no list");
    }
    if (written.items().size() > SCHEDULES_MAX) {
      throw new Wrong(
          "found " + written.items().size() + " entries; there may be " + SCHEDULES_MAX);
    }
    List<Schedule> all = new ArrayList<>();
    for (Node item : written.items()) {
      try {
        all.add(entry(item));
      } catch (Wrong e) {
        throw new Wrong("entry " + (all.size() + 1) + ": " + e.getMessage());
      }
    }
    return List.copyOf(all);
  }

  private static Schedule entry(Node node) throws Wrong {
    if (!(node instanceof Node.Section section)) {
      throw new Wrong("found " + node.shown() + "; must hold keys (" + known() + ")");
    }
    Map<String, Node> keys = section.entries();
    for (String key : keys.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Wrong("unknown key " + Node.quote(key) + "; "
            + Nearest.to(key, KEYS)
                .map(near -> "did you mean " + Node.quote(near) + "?")
                .orElse("known here: " + known()));
      }
    }
    Schedule schedule = new Schedule(
        needed(keys, "cron", CRON, "\"0 0 9 ? * MON-FRI\""),
        read(keys, "zone", ZONE, "Europe/Berlin"),
        needed(keys, "lane", LANE, "docs"),
        needed(keys, "title", TEXT, "\"Triage the inbox\"").strip(),
        or(read(keys, "brief", TEXT, "\"What came in since yesterday\""), ""),
        or(read(keys, "done_when", DONE_WHEN, "[\"the inbox is empty\"]"), List.of()),
        or(read(keys, "route", ROUTE, "[docs]"), List.of()),
        read(keys, "priority", PRIORITY, "high"),
        or(read(keys, "needs", NEEDS, "[staging]"), List.of()),
        null);
    Optional<Refusal> wrong = schedule.wrong();
    if (wrong.isPresent()) {
      throw new Wrong(wrong.get().message());
    }
    return schedule;
  }

  private static String known() {
    return String.join(", ", KEYS);
  }

  private static <T> T needed(Map<String, Node> keys, String key, Kind<T> kind, String example)
      throws Wrong {
    T value = read(keys, key, kind, example);
    if (value == null) {
      throw new Wrong(key + ": missing; give one, such as " + key + ": " + example);
    }
    return value;
  }

  private static <T> @Nullable T read(
      Map<String, Node> keys, String key, Kind<T> kind, String example) throws Wrong {
    Node node = keys.get(key);
    if (node == null) {
      return null;
    }
    Optional<T> value = kind.read(node);
    if (value.isEmpty()) {
      throw new Wrong("%s: found %s; must be %s, such as %s"
          .formatted(key, node.shown(), kind.allowed(), example));
    }
    return value.get();
  }

  private static <T> T or(@Nullable T value, T instead) {
    return value == null ? instead : value;
  }

  private static String print(Schedule schedule) {
    StringJoiner keys = new StringJoiner(", ", "{", "}");
    keys.add("cron: " + CRON.print(schedule.cron()));
    ZoneId zone = schedule.zone();
    if (zone != null) {
      keys.add("zone: " + ZONE.print(zone));
    }
    keys.add("lane: " + LANE.print(schedule.lane()));
    keys.add("title: " + TEXT.print(schedule.title()));
    if (!schedule.brief().isEmpty()) {
      keys.add("brief: " + TEXT.print(schedule.brief()));
    }
    if (!schedule.doneWhen().isEmpty()) {
      keys.add("done_when: " + DONE_WHEN.print(schedule.doneWhen()));
    }
    if (!schedule.route().isEmpty()) {
      keys.add("route: " + ROUTE.print(schedule.route()));
    }
    Priority priority = schedule.priority();
    if (priority != null) {
      keys.add("priority: " + PRIORITY.print(priority));
    }
    if (!schedule.needs().isEmpty()) {
      keys.add("needs: " + NEEDS.print(schedule.needs()));
    }
    return keys.toString();
  }
}
