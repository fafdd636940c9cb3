package dev.signalbox.talk;

import dev.signalbox.board.Grant;
import dev.signalbox.board.Holding;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Waiter;
import dev.signalbox.desk.Glance;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The resources: who has each since when, who waits, and how much of a budget is used. */
final class ResourcesView {

  private static final int RESOURCES_MAX = 30;
  private static final int HOLDERS_MAX = 5;
  private static final int BAR = 10;

  private ResourcesView() {}

  static Message of(Glance glance) {
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    List<Holding> all = glance.holdings();
    if (all.isEmpty()) {
      return draft.say(Role.TITLE, "resources.none").asWritten();
    }
    draft.say(Role.TITLE, Words.counted("count.resources", all.size()), "number", all.size());
    all.stream()
        .limit(RESOURCES_MAX)
        .forEach(holding -> draft.line(Role.BODY, line(glance, holding)));
    if (all.size() > RESOURCES_MAX) {
      draft.say(Role.META, "list.more", "number", all.size() - RESOURCES_MAX);
    }
    return draft.asWritten();
  }

  private static List<Span> line(Glance glance, Holding holding) {
    List<List<Span>> parts = head(holding);
    holding.held().stream()
        .limit(HOLDERS_MAX)
        .forEach(grant -> parts.add(holder(grant, holding.resource())));
    if (holding.held().size() > HOLDERS_MAX) {
      parts.add(Say.spans("list.more", "number", holding.held().size() - HOLDERS_MAX));
    }
    waiting(glance, holding, parts);
    return Say.joined(parts);
  }

  /** What it is, and how much of it is taken. */
  static List<List<Span>> head(Holding holding) {
    List<List<Span>> parts = new ArrayList<>();
    Span name = new Span.Strong(holding.resource().name());
    Resource settings = holding.settings();
    if (settings == null) {
      parts.add(List.of(name));
      return parts;
    }
    int taken = Math.max(0, settings.capacity() - holding.free());
    Duration window = settings.window();
    Instant frozen = holding.frozenUntil();
    if (window == null) {
      parts.add(Say.spans(
          "resources.units", "resource", name, "taken", taken, "units", settings.capacity()));
    } else if (frozen == null) {
      parts.add(Say.spans(
          "resources.budget",
          "resource",
          name,
          "bar",
          bar(taken, settings.capacity()),
          "used",
          taken,
          "limit",
          settings.capacity(),
          "window",
          window));
    } else {
      parts.add(Say.spans(
          "resources.frozen",
          "resource",
          name,
          "until",
          frozen,
          "limit",
          settings.capacity(),
          "window",
          window));
    }
    return parts;
  }

  /** So much of it is used; anything used at all shows, and full is only what is full. */
  static String bar(int used, int limit) {
    int filled = used >= limit ? BAR : Math.min(BAR - 1, (used * BAR + limit - 1) / limit);
    return "▰".repeat(filled) + "▱".repeat(BAR - filled);
  }

  static List<Span> holder(Grant grant, ResourceId id) {
    Need need = grant.needs().stream()
        .filter(one -> one.resource().equals(id))
        .findFirst()
        .orElseThrow();
    String key = need.shared()
        ? "resources.shares"
        : need.units() > 1 ? "resources.holds_units" : "resources.holds";
    return Say.spans(
        key,
        "agent",
        grant.agent(),
        "number",
        need.units(),
        "task",
        grant.task(),
        "since",
        grant.since());
  }

  private static void waiting(Glance glance, Holding holding, List<List<Span>> parts) {
    List<?> who = Stream.concat(
            holding.waiting().stream().map(Waiter::agent), tasks(glance, holding.resource()))
        .toList();
    if (!who.isEmpty()) {
      parts.add(
          Say.spans(who.size() == 1 ? "resources.waits" : "resources.wait", "who", Say.list(who)));
    }
  }

  /** Tasks of the board that need it and lack it, oldest first. */
  static Stream<TaskId> tasks(Glance glance, ResourceId id) {
    return glance.overview().active().stream()
        .filter(task -> task.state() == State.TODO)
        .filter(task -> lacks(glance, task, id))
        .map(Task::id)
        .sorted();
  }

  private static boolean lacks(Glance glance, Task task, ResourceId id) {
    return task.needs().stream().anyMatch(need -> need.resource().equals(id))
        && glance.shortages(task).stream()
            .anyMatch(shortage -> shortage.need().resource().equals(id));
  }
}
