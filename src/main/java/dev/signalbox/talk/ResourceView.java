package dev.signalbox.talk;

import dev.signalbox.board.Grant;
import dev.signalbox.board.Holding;
import dev.signalbox.board.Waiter;
import dev.signalbox.desk.Glance;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One resource: what it is, everyone who has some of it, and everyone who waits. */
final class ResourceView {

  private static final int NAMED_MAX = 20;

  private ResourceView() {}

  /**
   * @param name of a resource of the team, or paths, which need not be anybody's
   */
  static Message of(Glance glance, String name) {
    return glance.holdings().stream()
        .filter(holding -> holding.resource().name().equals(name))
        .findFirst()
        .map(holding -> of(glance, holding))
        .orElseGet(() -> nobodys(glance, name));
  }

  private static Message nobodys(Glance glance, String name) {
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    draft.line(Role.TITLE, List.of(new Span.Strong(name)));
    return draft.say(Role.BODY, "resource.free").asWritten();
  }

  private static Message of(Glance glance, Holding holding) {
    Draft draft = new Draft(Kind.ANSWER, glance.team().zone());
    draft.line(Role.TITLE, Say.joined(ResourcesView.head(holding)));
    holding.held().stream().limit(NAMED_MAX).forEach(grant -> held(draft, holding, grant));
    if (holding.held().isEmpty() && holding.frozenUntil() == null) {
      draft.say(Role.BODY, "resource.free");
    }
    holding.waiting().stream().limit(NAMED_MAX).forEach(waiter -> waits(draft, waiter));
    ResourcesView.tasks(glance, holding.resource())
        .limit(NAMED_MAX)
        .forEach(task -> draft.say(Role.BODY, "resource.task_waits", "task", task));
    limits(draft, holding);
    return draft.asWritten();
  }

  private static void held(Draft draft, Holding holding, Grant grant) {
    List<List<Span>> parts =
        new ArrayList<>(List.of(ResourcesView.holder(grant, holding.resource())));
    Instant until = grant.until();
    if (until != null) {
      parts.add(Say.spans("resource.until", "at", until));
    }
    draft.line(Role.BODY, Say.joined(parts));
  }

  private static void waits(Draft draft, Waiter waiter) {
    draft.say(
        Role.BODY,
        "resource.waits",
        "agent",
        waiter.agent(),
        "needs",
        Needs.written(waiter.needs()),
        "since",
        waiter.since());
  }

  private static void limits(Draft draft, Holding holding) {
    Duration most = holding.settings() == null ? null : holding.settings().maxHold();
    if (most != null) {
      draft.say(Role.META, "resource.max_hold", "time", most);
    }
  }
}
