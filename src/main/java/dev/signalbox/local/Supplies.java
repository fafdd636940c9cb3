package dev.signalbox.local;

import dev.signalbox.board.Grant;
import dev.signalbox.board.Holding;
import dev.signalbox.board.Need;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Glance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The team's resources as the templates want them. Pure. */
final class Supplies {

  private static final int RESOURCES_MAX = 40;
  private static final int HOLDERS_MAX = 5;
  private static final int WAITING_MAX = 5;

  private final Glance glance;

  private Supplies(Glance glance) {
    this.glance = glance;
  }

  static List<View.Resource> of(Glance glance) {
    Supplies supplies = new Supplies(glance);
    return glance.holdings().stream()
        .limit(RESOURCES_MAX)
        .map(supplies::resource)
        .toList();
  }

  private View.Resource resource(Holding holding) {
    Resource settings = holding.settings();
    Duration window = settings == null ? null : settings.window();
    Instant frozen = holding.frozenUntil();
    List<View.Waiting> waiting = waiting(holding);
    return new View.Resource(
        holding.resource().name(),
        settings == null
            ? holding.held().size()
            : Math.max(0, settings.capacity() - holding.free()),
        settings == null ? null : (Integer) settings.capacity(),
        window == null ? null : seconds(window),
        frozen == null ? null : frozen.toString(),
        holding.held().stream()
            .limit(HOLDERS_MAX)
            .map(grant -> holder(grant, holding.resource(), window != null))
            .toList(),
        Math.max(0, holding.held().size() - HOLDERS_MAX),
        waiting.stream().limit(WAITING_MAX).toList(),
        Math.max(0, waiting.size() - WAITING_MAX));
  }

  /** Agents come before tasks; of tasks no more are looked at than could be named. */
  private List<View.Waiting> waiting(Holding holding) {
    Stream<View.Waiting> agents =
        holding.waiting().stream().map(waiter -> new View.Waiting(waiter.agent().name(), false));
    Stream<View.Waiting> tasks = tasks(holding.resource())
        .limit(Math.max(0, WAITING_MAX - holding.waiting().size()))
        .map(id -> new View.Waiting(id, true));
    return Stream.concat(agents, tasks).toList();
  }

  private static String seconds(Duration window) {
    return window.toMillis() % 60_000 == 0
        ? window.toMinutes() + " min"
        : window.toSeconds() + " s";
  }

  private static View.Holder holder(Grant grant, ResourceId id, boolean spent) {
    Instant until = spent ? null : grant.until();
    Need need = grant.needs().stream()
        .filter(one -> one.resource().equals(id))
        .findFirst()
        .orElseThrow();
    String share = need.shared() ? "shared" : need.units() > 1 ? "× " + need.units() : "";
    return new View.Holder(
        grant.agent().name(),
        share,
        grant.task().toString(),
        grant.since().toString(),
        until == null ? null : until.toString());
  }

  /** Tasks that need it and lack it. */
  private Stream<String> tasks(ResourceId id) {
    return glance.overview().active().stream()
        .filter(task -> task.state() == State.TODO && lacks(task, id))
        .map(task -> task.id().toString());
  }

  private boolean lacks(Task task, ResourceId id) {
    return task.needs().stream().anyMatch(need -> need.resource().equals(id))
        && glance.shortages(task).stream()
            .anyMatch(shortage -> shortage.need().resource().equals(id));
  }
}
