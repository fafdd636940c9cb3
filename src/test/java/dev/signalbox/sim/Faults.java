package dev.signalbox.sim;

import dev.signalbox.board.Refusal.Code;
import dev.signalbox.ledger.Saboteur.Failure;
import dev.signalbox.ledger.Saboteur.Fault;
import dev.signalbox.ledger.Saboteur.When;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Ways in which storage fails, and who goes through them. */
final class Faults {

  private static final boolean ALL = "all".equals(System.getProperty("signalbox.faults"));

  /** Does the same thing again, now with a call that fails. */
  @FunctionalInterface
  interface Trial {
    /** Whether it came to that call. */
    boolean met(int call, Fault fault) throws SQLException;
  }

  private Faults() {}

  /**
   * Lets each call fail once at least, and meets each way to fail once at least; with {@code
   * -Dsignalbox.faults=all}, each call in each way.
   *
   * @return how many failures were met
   */
  static int goThrough(Trial trial) throws SQLException {
    return ALL ? everyCallInEveryWay(trial) : everyCallAndEveryWay(trial);
  }

  private static int everyCallInEveryWay(Trial trial) throws SQLException {
    int met = 0;
    for (Fault fault : all()) {
      for (int call = 1; trial.met(call, fault); call++) {
        met++;
      }
    }
    return met;
  }

  private static int everyCallAndEveryWay(Trial trial) throws SQLException {
    List<Fault> ways = all();
    boolean calls = false;
    int met = 0;
    for (int call = 1; !calls || met < ways.size(); ) {
      if (trial.met(call, ways.get(met % ways.size()))) {
        met++;
        call++;
      } else {
        if (call == 1) {
          throw new AssertionError("storage is never called");
        }
        calls = true;
        call = 1;
      }
    }
    return met;
  }

  /** In an order that has nothing to do with the order of calls. */
  private static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (Failure failure : Failure.values()) {
      for (When when : When.values()) {
        all.add(new Fault(failure, when, false));
        all.add(new Fault(failure, when, true));
      }
    }
    Collections.shuffle(all, new Random(7));
    return all;
  }

  /** How a failure may be told. */
  static Set<Code> told(Fault fault) {
    return switch (fault.failure()) {
      case FULL, READ_ONLY, CORRUPT -> Set.of(Code.STORAGE_FULL);
      case BUSY -> Set.of(Code.STORAGE_LOCKED);
      default -> fault.lasting() ? Set.of(Code.STORAGE_FULL, Code.INTERNAL) : Set.of(Code.INTERNAL);
    };
  }
}
