package dev.signalbox.agents;

import dev.signalbox.board.Mailbox;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills mailboxes: adds the long texts of what is held to what the desk knows. What was read is
 * kept while nothing has happened to the task, so heartbeats cost no query.
 *
 * <p>Thread-safe.
 */
final class Postman {

  private static final int KEPT_MAX = 1_024;
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private record Which(TeamId team, TaskId task) {}

  /** What was read when {@code event} or a later one was the team's last. */
  private record Kept(long event, Reads.Papers papers) {}

  private final Reads reads;
  // Guarded by itself.
  private final Map<Which, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);

  Postman(Reads reads) {
    this.reads = reads;
  }

  /** The mailbox of a reply; null if it has none. */
  @Nullable
  Mail mail(TeamId team, Reply reply) {
    Mailbox box = reply.mailbox();
    if (box == null) {
      return null;
    }
    List<Mail.Held> holds = new ArrayList<>();
    for (Mailbox.Held held : box.holds()) {
      holds.add(Mail.Held.of(held, papers(new Which(team, held.task()), held, reply.event())));
    }
    Mailbox.Line line = box.line();
    Mailbox.Request request = box.request();
    return new Mail(
        new Mail.You(box.agent(), box.lane(), box.paused()),
        holds,
        box.stops().stream()
            .map(stop -> new Mail.Stop(stop.task(), stop.epoch(), stop.reason()))
            .toList(),
        line == null ? null : new Mail.Line(line.position(), line.wish(), line.waitingFor()),
        box.grants().stream().map(Mail.Had::of).toList(),
        request == null ? null : Mail.Request.of(request),
        box.nextBeat().toSeconds());
  }

  private Optional<Reads.Papers> papers(Which which, Mailbox.Held held, long event) {
    synchronized (kept) {
      Kept known = kept.get(which);
      if (known != null && known.event() >= held.changed()) {
        return Optional.of(known.papers());
      }
    }
    try {
      Optional<Reads.Papers> found = reads.papers(which.team(), which.task());
      found.ifPresent(papers -> keep(which, new Kept(event, papers)));
      return found;
    } catch (LedgerException e) {
      LOG.warn("the texts of {} cannot be read; its holder is told without", which.task(), e);
      return Optional.empty();
    }
  }

  private void keep(Which which, Kept papers) {
    synchronized (kept) {
      kept.merge(which, papers, (old, more) -> more.event() >= old.event() ? more : old);
      if (kept.size() > KEPT_MAX) {
        Iterator<Which> oldest = kept.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }
}
