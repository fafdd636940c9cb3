package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Lane;
import dev.signalbox.board.Task;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.language.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a task is stuck, in one sentence, the same on the card and in the ping. */
final class Why {

  private static final int QUOTE_MAX = 300;

  private Why() {}

  static List<Span> stuck(Scene scene) {
    Task.Stuck stuck = scene.task().stuck();
    if (stuck == null) {
      return List.of();
    }
    return switch (stuck.reason()) {
      case ASKED -> asked(scene.details());
      case ATTEMPTS -> attempts(scene);
      case REVIEW_ROUNDS -> rounds(scene);
      case NO_REVIEWER -> Say.spans(stuck.heals() ? "stuck.no_reviewer_yet" : "stuck.no_reviewer");
      case TOO_LONG ->
        Say.spans(
            "stuck.too_long",
            "agent",
            Optional.ofNullable(scene.task().author()).<Object>map(a -> a).orElse("?"),
            "limit",
            scene.lane().map(Lane::holdMax).orElse(Duration.ZERO));
      case DEPENDENCY_CANCELLED ->
        Say.spans(
            "stuck.dependency_cancelled",
            "tasks",
            Say.list(List.copyOf(scene.task().dropped())));
      case LANE_EMPTY -> List.of();
    };
  }

  private static List<Span> asked(Reads.TaskDetails details) {
    Reads.Word said = details.stuck();
    if (said == null) {
      return List.of();
    }
    return details.need().isBlank()
        ? Say.spans("stuck.asked", "who", said.by(), "text", Say.quote(said.text(), QUOTE_MAX))
        : Say.spans(
            "stuck.asked_need",
            "who",
            said.by(),
            "text",
            Say.quote(said.text(), QUOTE_MAX),
            "need",
            Say.quote(details.need(), QUOTE_MAX));
  }

  private static List<Span> rounds(Scene scene) {
    int limit = scene.lane().map(Lane::maxRounds).orElse(scene.task().round());
    return Say.spans(
        Words.counted("stuck.review_rounds", limit), "limit", limit, "last", last(scene.details()));
  }

  private static List<Span> attempts(Scene scene) {
    Task task = scene.task();
    List<AgentId> hands = task.hands().getOrDefault(task.lane(), Set.of()).stream()
        .map(Actor::agent)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
    Reads.HandOver left = scene.details().handOver();
    List<Span> note = left == null || left.note().isBlank()
        ? List.of()
        : Say.spans(
            "stuck.last_note",
            "agent",
            left.agent(),
            "at",
            left.at(),
            "note",
            Say.quote(left.note(), QUOTE_MAX));
    int limit = scene.lane().map(Lane::maxAttempts).orElse(task.attempts());
    return Say.spans(
        Words.counted("stuck.attempts", limit),
        "limit",
        limit,
        "agents",
        Say.list(hands),
        "last",
        note);
  }

  private static List<Span> last(Reads.TaskDetails details) {
    Reads.Word said = Optional.ofNullable(details.stuck()).orElse(details.feedback());
    return said == null || said.text().isBlank()
        ? List.of()
        : Say.spans("stuck.last", "text", Say.quote(said.text(), QUOTE_MAX));
  }

  /** How many reviews there were, in words. */
  static List<Span> reviews(int number) {
    return Say.spans(Words.counted("count.reviews", number), "number", number);
  }
}
