package dev.signalbox.local;

import dev.signalbox.board.Refusal;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.NewTask;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything a visitor gets to see, read from the ledger and rendered. Thread-safe. */
final class Sights {

  /** So many messages are on the page when it opens. */
  static final int FIRST = 100;

  private static final int MORE = 50;
  private static final int THREAD = 80;

  /** The panel and its signs of life, of one moment. */
  record Glance(View.Panel panel, Map<String, View.Pulse> pulses) {}

  private final Reads reads;
  private final Supplier<Optional<Refusal.Code>> outage;
  private final InstantSource clock;
  private final Assets assets;
  private final Html html = new Html();

  Sights(Reads reads, Supplier<Optional<Refusal.Code>> outage, InstantSource clock, Assets assets) {
    this.reads = reads;
    this.outage = outage;
    this.clock = clock;
    this.assets = assets;
  }

  /**
   * @param others the teams to link to
   */
  String page(Visitor visitor, List<String> others) {
    // Read first: what changes while the page is made is sent again rather than missed.
    long revision = revision(visitor);
    Glance glance = glance(visitor);
    return html.page(new View.Page(
        visitor.team().name(),
        visitor.person().name(),
        others,
        assets.files(),
        pinned(visitor),
        older(visitor, Long.MAX_VALUE, FIRST),
        glance.panel(),
        glance.pulses(),
        revision));
  }

  private View.@Nullable Post pinned(Visitor visitor) {
    TeamId team = visitor.team();
    return reads
        .message(team, LocalChat.ROOM, Subject.TEAM, Demand.Kind.BOARD, 0)
        .flatMap(id -> reads.post(team, LocalChat.ROOM, id))
        .map(new Posts(visitor.person())::one)
        .orElse(null);
  }

  String older(Visitor visitor, long before) {
    return html.older(older(visitor, before, MORE), visitor.team().name());
  }

  private View.Older older(Visitor visitor, long before, int limit) {
    List<Reads.Post> posts = reads.posts(visitor.team(), LocalChat.ROOM, before, limit);
    long more = posts.size() < limit ? 0 : posts.get(0).position();
    return new View.Older(new Posts(visitor.person()).unpinned(posts), more);
  }

  String newer(Visitor visitor, long after) {
    List<Reads.Post> posts = reads.newerPosts(visitor.team(), LocalChat.ROOM, after, MORE);
    long more = posts.size() < MORE ? 0 : posts.get(posts.size() - 1).position();
    return html.newer(
        new View.Newer(new Posts(visitor.person()).unpinned(posts), more),
        visitor.team().name());
  }

  /** The form for a new task, with the lanes and people there are now. */
  String newTask(Visitor visitor) {
    return html.buttons(List.of(NewTask.button(reads.overview(visitor.team()).team())));
  }

  /** A task's thread; empty where this room has no card of it. */
  Optional<String> thread(Visitor visitor, TaskId task) {
    TeamId team = visitor.team();
    Optional<Task> known = reads.task(team, task).map(Reads.TaskDetails::task);
    Optional<String> card =
        reads.message(team, LocalChat.ROOM, Subject.of(task), Demand.Kind.CARD, 0);
    return known.flatMap(found -> card.map(id -> html.thread(
        new View.Talk(
            task.toString(),
            found.title(),
            found.state().word(),
            id,
            new Posts(visitor.person()).all(reads.thread(team, LocalChat.ROOM, id, THREAD))),
        team.name())));
  }

  String answer(Visitor visitor, Message answer) {
    return html.answer(
        new View.Answer(Texts.refused(answer), new Texts(visitor.person()).text(answer, false)));
  }

  long revision(Visitor visitor) {
    return reads.revision(visitor.team(), LocalChat.ROOM);
  }

  List<Reads.Post> changed(Visitor visitor, long since, int limit) {
    return reads.changedPosts(visitor.team(), LocalChat.ROOM, since, limit);
  }

  String post(Visitor visitor, Reads.Post post) {
    return html.post(new Posts(visitor.person()).one(post), visitor.team().name());
  }

  Glance glance(Visitor visitor) {
    Reads.Overview overview = reads.overview(visitor.team());
    int awaited = (int) reads.openPings(visitor.team()).stream()
        .filter(ping -> ping.person().equals(visitor.person()))
        .count();
    return new Glance(
        Panels.of(
            overview,
            clock.instant(),
            awaited,
            outage.get().map(Refusal.Code::word).orElse(null),
            assets.version()),
        Panels.pulses(overview, clock.instant()));
  }

  String parts(Glance glance) {
    return html.panel(glance.panel(), glance.pulses());
  }

  String lost() {
    return html.lost(assets.files());
  }

  String doorstep(String title, String text, boolean retry) {
    return html.doorstep(new View.Doorstep(title, text, retry, assets.files()));
  }
}
