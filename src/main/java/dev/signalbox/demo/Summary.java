package dev.signalbox.demo;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.HoldEvent;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.board.ReviewEvent;
import dev.signalbox.board.TaskEvent;
import dev.signalbox.board.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of the story, counted from the event log alone.
 *
 * @param shipped tasks that are done
 * @param pings times a person was mentioned
 * @param atOnce the most claims and reviews that were held at the same time
 * @param failedReviews reviews that sent work back
 * @param lost agents that were given up while they held something
 * @param takenOver tasks of theirs that another agent went on with
 * @param lateRefused work that came too late and was kept aside
 * @param duplicates claims that began while another agent had the same task
 */
public record Summary(
    int shipped,
    int pings,
    int atOnce,
    int failedReviews,
    int lost,
    int takenOver,
    int lateRefused,
    int duplicates) {

  public static Summary of(List<Entry> log) {
    Count count = new Count();
    log.forEach(count::see);
    return new Summary(
        count.shipped,
        count.pings,
        count.atOnce,
        count.failed,
        count.lost,
        count.takenOver,
        count.late,
        count.duplicates);
  }

  /** As it is printed. */
  public String text() {
    return String.join(
        System.lineSeparator(),
        "Tasks shipped                    " + shipped,
        "Pings to a person                " + pings + " (one for each task that shipped)",
        "At work at the same time         " + atOnce + " at most",
        "Reviews that sent work back      " + failedReviews,
        "Agents lost and taken over       " + lost + " and " + takenOver,
        "Late work refused and kept       " + lateRefused,
        "Duplicate work                   " + duplicates);
  }

  private static final class Count {
    private final Map<TaskId, AgentId> holders = new HashMap<>();
    private final Map<TaskId, AgentId> abandoned = new HashMap<>();
    private final Set<TaskId> reviews = new HashSet<>();
    private int shipped;
    private int pings;
    private int atOnce;
    private int failed;
    private int lost;
    private int takenOver;
    private int late;
    private int duplicates;

    void see(Entry entry) {
      if (entry.event() instanceof HoldEvent.Claimed claimed) {
        duplicates += holders.containsKey(claimed.task()) ? 1 : 0;
        holders.put(claimed.task(), claimed.agent());
        takenOver += Optional.ofNullable(abandoned.remove(claimed.task()))
                .filter(former -> !former.equals(claimed.agent()))
                .isPresent()
            ? 1
            : 0;
      } else if (entry.event() instanceof ReviewEvent.ReviewAssigned assigned) {
        reviews.add(assigned.task());
      } else if (entry.event() instanceof HoldEvent.HoldLost gone) {
        lost++;
        abandoned.put(gone.task(), gone.agent());
        ended(gone.task());
      } else if (entry.event() instanceof ReviewEvent.Failed no) {
        failed++;
        ended(no.task());
      } else if (entry.event() instanceof ReviewEvent.Passed yes) {
        ended(yes.task());
      } else if (entry.event() instanceof HoldEvent.LateWork) {
        late++;
      } else if (entry.event() instanceof PersonEvent.Pinged) {
        pings++;
      } else if (entry.event() instanceof TaskEvent.Done) {
        shipped++;
      } else if (entry.event() instanceof HoldEvent.Submitted
          || entry.event() instanceof HoldEvent.HoldReleased
          || entry.event() instanceof HoldEvent.HoldLapsed
          || entry.event() instanceof HoldEvent.HoldStopped) {
        entry.event().subject().ifPresent(this::ended);
      }
      atOnce = Math.max(atOnce, holders.size() + reviews.size());
    }

    private void ended(TaskId task) {
      holders.remove(task);
      reviews.remove(task);
    }
  }
}
