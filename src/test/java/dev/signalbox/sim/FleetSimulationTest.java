package dev.signalbox.sim;

import dev.signalbox.board.Entry;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Ledger;
import dev.signalbox.testkit.MemoryLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many small teams live through bad days. {@code -Dsignalbox.sim.seeds=5000} runs more of them,
 * {@code -Dsignalbox.sim.first=17 -Dsignalbox.sim.seeds=1} repeats one.
 */
class FleetSimulationTest {

  private static final long FIRST = Long.getLong("signalbox.sim.first", 1);
  private static final int SEEDS = Integer.getInteger("signalbox.sim.seeds", 500);
  private static final int STEPS = Integer.getInteger("signalbox.sim.steps", 1_000);

  @Test
  void nothing_ever_breaks_what_must_hold() {
    LongStream.range(FIRST, FIRST + SEEDS).parallel().forEach(FleetSimulationTest::live);
  }

  /** Every fiftieth seed once more on SQLite, where a crash is a ledger opened anew. */
  @Test
  void the_same_holds_on_sqlite(@TempDir Path folder) {
    LongStream.range(FIRST, FIRST + SEEDS).filter(seed -> seed % 50 == 0).forEach(seed -> {
      try (OnSqlite storage = new OnSqlite(folder.resolve("seed-" + seed))) {
        live(seed, storage);
      }
    });
  }

  private static void live(long seed) {
    live(seed, new InMemory());
  }

  private static void live(long seed, SimWorld.Storage storage) {
    int step = 0;
    try {
      SimWorld world = new SimWorld(seed, storage);
      for (; step < STEPS; step++) {
        world.step();
      }
      world.checkTables();
      world.settle();
      world.checkTables();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "seed " + seed + ", step " + step
              + "; repeat with: mvn -q test -Dtest=FleetSimulationTest -Dsignalbox.sim.seeds=1"
              + " -Dsignalbox.sim.first=" + seed,
          e);
    }
  }

  /** The ledger in memory: a crash loses nothing that was written. */
  private static final class InMemory implements SimWorld.Storage {
    private final MemoryLedger ledger = new MemoryLedger();

    @Override
    public Ledger open() {
      return ledger;
    }

    @Override
    public List<Entry> log(TeamId team) {
      return ledger.log(team);
    }

    @Override
    public int outboxRows(TeamId team) {
      return ledger.outbox(team).size();
    }

    @Override
    public void meets(MemoryLedger.Fault fault) {
      ledger.meets(fault);
    }
  }
}
