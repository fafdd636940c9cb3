package dev.signalbox;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.ledger.Backups;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Offices.Finding;
import dev.signalbox.timer.Timer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a backup of late: when one is due, and what there is to say about them.
 * Thread-safe.
 */
final class Backing {

  private static final Logger LOG = LoggerFactory.getLogger(Backing.class);

  private final Backups backups;
  private final Reads reads;
  private final Settings settings;
  private final InstantSource wall;

  Backing(Backups backups, Reads reads, Settings settings, InstantSource wall) {
    this.backups = backups;
    this.reads = reads;
    this.settings = settings;
    this.wall = wall;
  }

  /**
   * Makes one now.
   *
   * @throws LedgerException if that cannot be done
   */
  Operations.Outcome now() {
    Backups.Copy made = backups.make(wall.instant(), settings.backup().keep());
    return new Operations.Outcome(null, null, made.file().toString(), notes());
  }

  private List<String> notes() {
    Path key = settings.data().resolve("signing.key");
    return Files.exists(key)
        ? List.of(
            key + " is not in it. Keep a copy of that elsewhere: it opens the signing secrets.")
        : List.of();
  }

  /** As {@link #now}, where nobody waits for the outcome. */
  private void byItself() {
    try {
      LOG.info(
          "Backed up to {}.",
          backups.make(wall.instant(), settings.backup().keep()).file());
    } catch (LedgerException e) {
      LOG.error("No backup was made. {}", e.getMessage(), e);
    }
  }

  /**
   * Has one made whenever the settings say so, and soon where one was missed.
   *
   * @throws IllegalArgumentException if Quartz does not take the cron expression
   */
  void plan(Timer timer) {
    settings.backup().cron().ifPresent(cron -> {
      Timer.wrong(cron).ifPresent(why -> {
        throw new IllegalArgumentException(
            "backup.cron: \"" + cron + "\" is no time: " + why + "; such as \"0 30 3 * * ?\"");
      });
      timer.plan(cron, missed(cron, 1), this::byItself);
    });
  }

  /** What the doctor says. */
  Finding finding() {
    Optional<Backups.Last> last = backups.last();
    if (last.isPresent() && last.get().why() != null) {
      return Checkup.ill("The last backup failed: " + last.get().why(), "Try: signalbox backup");
    }
    Optional<String> cron = settings.backup().cron();
    String there = newest()
        .map(copy -> "The last backup is " + age(copy.at()) + " old: " + copy.file() + ".")
        .orElse("There is no backup yet.");
    if (cron.isEmpty()) {
      return Checkup.well(there + " None is made by itself, as backup.cron says.");
    }
    return missed(cron.get(), 2)
        ? Checkup.ill(there + " One was due.", "Make one: signalbox backup")
        : Checkup.well(there);
  }

  /** The newest that there is. */
  Optional<Backups.Copy> newest() {
    return Backups.of(settings.data()).stream().findFirst();
  }

  private String age(Instant at) {
    Duration age = Duration.between(at, wall.instant());
    return age.toHours() < 1
        ? Math.max(0, age.toMinutes()) + " min"
        : age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
  }

  /** Whether it was due so many times since the last one, or since anything happened at all. */
  private boolean missed(String cron, int times) {
    Optional<Instant> due = newest().map(Backups.Copy::at).or(this::begun);
    for (int i = 0; i < times && due.isPresent(); i++) {
      due = Timer.next(cron, due.get());
    }
    return due.filter(wall.instant()::isAfter).isPresent();
  }

  private Optional<Instant> begun() {
    return reads.teams().stream()
        .flatMap(team -> reads.event(team, 1).stream())
        .map(first -> first.at())
        .min(Comparator.naturalOrder());
  }
}
