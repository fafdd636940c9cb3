package dev.signalbox.ledger;

import dev.signalbox.board.Entry;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Batch;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a batch inside a transaction that somebody else opened: for each team first what happened,
 * in order, then how it stands.
 */
final class BatchWriter {

  private final Sql sql;
  private final TaskRows tasks;
  private final TeamRows teams;
  private final OutboxRows outbox;
  private final ChoreRows chores;
  private final OutcomeRows outcomes;

  /** Teams that have a row for sure; those of the present batch when it is committed. */
  private final Set<TeamId> known = new HashSet<>();

  BatchWriter(Sql sql) {
    this.sql = sql;
    tasks = new TaskRows(sql);
    teams = new TeamRows(sql);
    outbox = new OutboxRows(sql);
    chores = new ChoreRows(sql, outbox);
    outcomes = new OutcomeRows(sql);
  }

  void write(Batch batch) throws SQLException {
    for (Batch.Part part : batch.parts()) {
      write(part, batch);
    }
    chores.write(batch.chores(), batch.clock());
    sql.one("UPDATE server SET clock = max(clock, ?) WHERE id = 1", batch.clock());
  }

  /** The batch is durable. */
  void committed(Batch batch) {
    batch.parts().forEach(part -> known.add(part.team()));
  }

  private void write(Batch.Part part, Batch batch) throws SQLException {
    if (!known.contains(part.team()) || part.entries().stream().anyMatch(BatchWriter::ofTeam)) {
      teams.team(part.board());
    }
    for (Entry entry : part.entries()) {
      new LogLine(sql, part.team(), entry).write();
    }
    tasks.write(part.team(), part.changes().tasks());
    teams.write(part.team(), part.board(), part.changes());
    outbox.demands(part.team(), part.demands(), batch.clock());
    outcomes.remember(part.team(), part.outcomes());
  }

  /** Whether an event changes the team's own row. */
  private static boolean ofTeam(Entry entry) {
    return entry.event() instanceof TeamEvent.Configured
        || entry.event() instanceof TeamEvent.Paused
        || entry.event() instanceof TeamEvent.Resumed
        || entry.event() instanceof TeamEvent.Awoke;
  }
}
