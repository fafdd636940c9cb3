package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Hold;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Shortage;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task's card: the present truth in at most five lines, and in one line when it is over. */
final class CardView {

  private static final int QUOTE_MAX = 120;

  private final Scene scene;
  private final Task task;
  private final Reads.TaskDetails details;

  private CardView(Scene scene) {
    this.scene = scene;
    this.task = scene.task();
    this.details = scene.details();
  }

  static Message of(Scene scene) {
    CardView view = new CardView(scene);
    return view.task.state().open() ? view.open() : view.closed();
  }

  private Message open() {
    Draft card = new Draft(Kind.CARD, scene.zone());
    body(card);
    Buttons.ofCard(task, scene.colleagues()).forEach(card::button);
    return card.spoken(
        "card.spoken", "task", Say.named(task), "state", state(), "rest", Say.joined(who(), ", "));
  }

  /** The lines of the card, for other views that begin with them. */
  static void body(Scene scene, Draft draft) {
    CardView view = new CardView(scene);
    if (view.task.state().open()) {
      view.body(draft);
    } else {
      draft.line(Role.TITLE, view.finished());
    }
  }

  private void body(Draft card) {
    card.line(Role.TITLE, title());
    List<List<Span>> meta = who();
    if (task.priority() != Priority.NORMAL) {
      meta.add(List.of(Say.plain(task.priority().word())));
    }
    if (task.held().isPresent() || task.round() > 1) {
      meta.add(Say.spans("card.round", "round", task.round()));
    }
    if (task.held().filter(hold -> hold.kind() == Hold.Kind.REWORK).isPresent()) {
      points().ifPresent(meta::add);
    }
    if (details.createdBy().kind() == Actor.Kind.SCHEDULE) {
      meta.add(Say.spans("card.scheduled"));
    }
    if (scene.muted()) {
      meta.add(Say.spans("card.muted"));
    }
    card.line(Role.META, Say.joined(meta));
    now(card);
    if (!details.doneWhen().isEmpty()) {
      card.say(
          Role.META,
          "card.done_when",
          "items",
          Say.quote(String.join("; ", details.doneWhen()), 2 * QUOTE_MAX));
    }
  }

  /** How many things its reviewer wants changed. */
  private Optional<List<Span>> points() {
    return Optional.ofNullable(details.feedback())
        .map(said -> said.text().lines().filter(line -> !line.isBlank()).count())
        .filter(number -> number > 0)
        .map(number -> Say.spans(Words.counted("card.points", number), "number", number));
  }

  private List<Span> title() {
    List<Span> title = new ArrayList<>(Say.named(task));
    title.add(Say.plain("  "));
    title.add(state());
    if (task.state() == State.TODO && !scene.queued().isEmpty()) {
      AgentId first = scene.queued().get(0);
      title.addAll(Say.spans(
          "card.queued",
          "queued",
          new Span.State(Span.Sign.QUEUED),
          "position",
          scene.position(first)));
    }
    return title;
  }

  private Span state() {
    return new Span.State(Span.Sign.valueOf(task.state().name()));
  }

  private List<List<Span>> who() {
    List<List<Span>> who = new ArrayList<>();
    who.add(Say.spans("card.lane", "lane", task.lane()));
    scene
        .hold()
        .ifPresent(hold -> who.add(
            Say.spans(hold.review() ? "card.reviewer" : "card.agent", "agent", hold.agent())));
    who.add(Say.spans("card.owner", "owner", task.owner()));
    return who;
  }

  /** What is going on, by state. */
  private void now(Draft card) {
    switch (task.state()) {
      case TODO -> todo(card);
      case DOING -> scene.hold().ifPresent(hold -> held(card, hold));
      case REVIEW -> review(card);
      case READY -> ready(card);
      case STUCK -> card.line(Role.WARNING, Why.stuck(scene));
      case DONE, CANCELLED -> {
        // One line says it all.
      }
    }
  }

  private void todo(Draft card) {
    AgentId reserved = task.reservedFor();
    if (!scene.waitsFor().isEmpty()) {
      card.say(Role.BODY, "card.waits_for", "tasks", Say.list(scene.waitsFor()));
    } else if (reserved != null) {
      card.say(Role.BODY, "card.reserved", "agent", reserved);
    } else if (!scene.queued().isEmpty()) {
      card.say(Role.BODY, "card.in_line", "agents", Say.list(scene.queued()));
    }
    needs(card);
    left(card);
  }

  /** What it needs and cannot have now, with who has it. */
  private void needs(Draft card) {
    List<List<Span>> lacking = scene.lacking().stream().map(CardView::lack).toList();
    if (scene.waitsFor().isEmpty() && !lacking.isEmpty()) {
      card.say(Role.BODY, "card.needs", "needs", Say.joined(lacking, ", "));
    }
  }

  private static List<Span> lack(Shortage lack) {
    String need = lack.need().toString();
    Instant free = lack.free();
    Duration wait = lack.estimate();
    if (free != null) {
      return Say.spans("card.needs_at", "need", need, "at", free);
    }
    if (lack.holders().isEmpty()) {
      return List.of(Say.plain(need));
    }
    return wait == null || wait.toSeconds() == 0 // Any moment now: no time to tell.
        ? Say.spans("card.needs_of", "need", need, "agents", Say.list(lack.holders()))
        : Say.spans(
            "card.needs_of_for", "need", need, "agents", Say.list(lack.holders()), "time", wait);
  }

  /** What the next holder must know. */
  private void left(Draft card) {
    Reads.Word feedback = details.feedback();
    Reads.HandOver left = details.handOver();
    if (feedback != null && !feedback.text().isBlank()) {
      card.say(Role.BODY, "card.feedback", "who", feedback.by(), "text", quote(feedback.text()));
    } else if (left != null && !left.note().isBlank()) {
      card.say(Role.BODY, "card.left", "agent", left.agent(), "note", quote(left.note()));
    }
  }

  private void held(Draft card, Hold hold) {
    Instant quiet = hold.quietSince();
    if (quiet != null) {
      List<Span> said = hold.note().isBlank()
          ? List.of()
          : Say.spans("card.quiet_said", "note", quote(hold.note()));
      card.say(
          Role.WARNING,
          "card.quiet",
          "quiet",
          new Span.State(Span.Sign.QUIET),
          "since",
          quiet,
          "said",
          said);
      return;
    }
    List<List<Span>> parts = new ArrayList<>();
    parts.add(Say.spans("card.started", "at", hold.since()));
    scene.heard(hold.agent()).ifPresent(at -> parts.add(Say.spans("card.heard", "at", at)));
    if (hold.progress() >= 0) {
      parts.add(Say.spans("card.progress", "percent", hold.progress()));
    }
    List<Span> line = new ArrayList<>(Say.joined(parts));
    if (!hold.note().isBlank()) {
      line.addAll(Say.spans("card.note", "note", quote(hold.note())));
    }
    card.line(Role.BODY, line);
    Reads.Word feedback = details.feedback();
    if (feedback != null && hold.kind() == Hold.Kind.REWORK) {
      left(card);
    }
  }

  private void review(Draft card) {
    Reads.Submission work = details.submission();
    if (work != null) {
      List<Span> link = work.link().isBlank() ? List.of() : linked(work.link());
      card.say(
          Role.BODY,
          "card.submitted",
          "agent",
          work.agent(),
          "at",
          work.at(),
          "link",
          link,
          "note",
          quote(work.note()));
    }
    scene
        .hold()
        .ifPresentOrElse(
            hold -> held(card, hold), () -> card.say(Role.BODY, "card.no_reviewer_yet"));
  }

  private static List<Span> linked(String url) {
    return List.of(Say.link(url), Say.plain(" — "));
  }

  private void ready(Draft card) {
    Actor by = details.passedBy();
    card.say(
        Role.BODY,
        "card.ready",
        "passed",
        by == null ? List.of() : Say.spans("card.passed", "who", by),
        "owner",
        task.owner());
  }

  private Message closed() {
    List<Span> line = finished();
    return new Draft(Kind.CARD, scene.zone()).line(Role.TITLE, line).asWritten();
  }

  private List<Span> finished() {
    List<List<Span>> parts = new ArrayList<>();
    Span.Sign sign = Span.Sign.valueOf(task.state().name());
    parts.add(
        Say.spans("card.closed", "state", new Span.State(sign, true), "task", Say.named(task)));
    parts.add(Say.spans(
        "card.closed_at", "state", Words.raw("state." + sign.word()), "at", task.since()));
    Actor closed = details.closedBy();
    if (task.state() == State.CANCELLED) {
      if (closed != null) {
        parts.add(Say.spans("card.cancelled_by", "who", closed));
      }
      return Say.joined(parts);
    }
    AgentId author = task.author();
    if (author != null) {
      parts.add(Say.spans("card.author", "agent", author));
    }
    Actor passed = details.passedBy();
    if (closed != null) {
      parts.add(Say.spans("card.accepted_by", "who", closed));
    } else if (passed != null) {
      parts.add(Say.spans("card.passed_by", "who", passed));
    }
    Duration took = Duration.between(details.createdAt(), task.since());
    parts.add(
        details.reviews() == 0
            ? Say.spans("card.took", "time", took)
            : Say.spans(
                "card.took_reviewed", "time", took, "reviews", Why.reviews(details.reviews())));
    return Say.joined(parts);
  }

  private static Span quote(String text) {
    return Say.quote(text, QUOTE_MAX);
  }
}
