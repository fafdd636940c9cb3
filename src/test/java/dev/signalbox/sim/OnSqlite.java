package dev.signalbox.sim;

import dev.signalbox.board.Entry;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.Reads;
import dev.signalbox.ledger.Store;
import dev.signalbox.testkit.MemoryLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The real ledger under the simulation. It cannot fail on command, but it can be opened anew. */
final class OnSqlite implements SimWorld.Storage, AutoCloseable {

  private static final int LOOK_EVERY = 50;
  private static final Instant LATE = Instant.parse("2040-01-01T00:00:00Z");

  private final Path folder;
  private final List<Entry> seen = new ArrayList<>();
  private Store store;
  private int steps;
  private int taken;

  OnSqlite(Path folder) {
    this.folder = folder;
    this.store = Store.open(folder, Store.Options.DEFAULT);
  }

  @Override
  public Ledger open() {
    return store.ledger();
  }

  @Override
  public void crash() {
    store.close();
    store = Store.open(folder, Store.Options.DEFAULT);
  }

  @Override
  public List<Entry> log(TeamId team) {
    List<Entry> page;
    do {
      page = store.reads().events(team, seen.size(), Reads.PAGE_MAX);
      seen.addAll(page);
    } while (!page.isEmpty());
    return seen;
  }

  /** Takes out what waits, page by page, as a courier would, and counts all that was ever there. */
  @Override
  public int outboxRows(TeamId team) {
    List<Reads.OutboxRow> page = store.reads().outbox(team, "local", LATE, Reads.PAGE_MAX);
    while (!page.isEmpty()) {
      taken += page.size();
      List<Chore> sent = page.stream()
          .<Chore>map(row -> new Chore.Sent(row.id(), "m" + row.id()))
          .toList();
      store.ledger().write(new Batch(store.ledger().clock(), List.of(), sent));
      page = store.reads().outbox(team, "local", LATE, Reads.PAGE_MAX);
    }
    return taken;
  }

  @Override
  public void meets(MemoryLedger.Fault fault) {
    // Nothing: real storage fails in its own tests.
  }

  @Override
  public boolean look() {
    return ++steps % LOOK_EVERY == 0;
  }

  @Override
  public void close() {
    store.close();
  }
}
