package dev.signalbox;

import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.Reads;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Offices;
import dev.signalbox.talk.Offices.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the whole: first that something can be written, then the disk, the backups, the log, the clock, the
 * sweeps and the file of settings, then the team, and Slack meanwhile. Thread-safe.
 */
final class Checkup implements Offices.Doctor {

  static final long FREE_MIN = 200L << 20;
  static final Duration AHEAD_MAX = Duration.ofSeconds(5);
  private static final long WRITE_SECONDS_MAX = 5;
  private static final long MEGA = 1L << 20;

  /**
   * What is looked at.
   *
   * @param lateSweeps how many sweeps came late; 0 where no clockwork runs
   * @param file reads the settings as they are written now
   */
  record House(
      Desk desk,
      Reads reads,
      Path data,
      InstantSource wall,
      LongSupplier lateSweeps,
      Supplier<Settings> file,
      Checkups platforms,
      Backing backing) {}

  private final House house;

  Checkup(House house) {
    this.house = house;
  }

  /** Writes something that changes nothing, and looks at everything when that is done. */
  @Override
  public CompletableFuture<List<Finding>> examine(TeamId team) {
    return house
        .desk()
        .chore(new Chore.Heard(team, Map.of()))
        .orTimeout(WRITE_SECONDS_MAX, TimeUnit.SECONDS)
        .handleAsync((written, failure) -> findings(team, failure))
        .thenCombine(house.platforms().examine(team), Checkups::joined);
  }

  private List<Finding> findings(TeamId team, @Nullable Throwable failure) {
    List<Finding> all = new ArrayList<>();
    all.add(storage(failure));
    all.add(disk());
    all.add(house.backing().finding());
    all.add(log(team));
    all.add(clock(house.desk().now(), house.wall().instant()));
    all.add(sweeps(house.lateSweeps().getAsLong()));
    all.add(FileCheck.of(house.file(), house.reads().team(team), team));
    all.addAll(new TeamCheckup(house.reads(), team, house.desk().now()).findings());
    all.addAll(new ScheduleCheckup(house.reads(), team, house.wall().instant()).findings());
    return all;
  }

  static Finding well(String what) {
    return new Finding(true, what, null);
  }

  static Finding ill(String what, String fix) {
    return new Finding(false, what, fix);
  }

  private Finding storage(@Nullable Throwable failure) {
    Path file = house.data().resolve("signalbox.db");
    if (failure != null) {
      return ill(
          "Nothing can be written to " + file + ".",
          "Free some disk, see that no other process locks it, and that this user may write it.");
    }
    try {
      return well("The database takes writes; it has " + Files.size(file) / MEGA + " MB.");
    } catch (IOException e) {
      return ill(file + " cannot be looked at: " + e + ".", "Give this user the right to.");
    }
  }

  private Finding disk() {
    try {
      long free = Files.getFileStore(house.data()).getUsableSpace();
      String what = free / MEGA + " MB are free on the disk of " + house.data() + ".";
      return free < FREE_MIN
          ? ill(what, "Make room: at " + FREE_MIN / MEGA + " MB it is well again.")
          : well(what);
    } catch (IOException e) {
      return ill(
          "The disk of " + house.data() + " cannot be looked at: " + e + ".",
          "See whether it is still there.");
    }
  }

  private Finding log(TeamId team) {
    Optional<Long> missing = house.reads().missingEvent(team);
    return missing
        .map(number -> ill(
            "Event " + number + " is missing in the log.",
            "Somebody changed the database by hand: put a backup back."))
        .orElseGet(() -> well("The log of events has no gap."));
  }

  /** The board's clock never goes back, so it may be ahead of one that was set back. */
  static Finding clock(Instant board, Instant wall) {
    Duration ahead = Duration.between(wall, board);
    return ahead.compareTo(AHEAD_MAX) > 0
        ? ill(
            "The board's clock is " + ahead.toSeconds() + " s ahead of the machine's.",
            "The machine's clock was set back; set it right, or wait until it has caught up.")
        : well("The clocks agree.");
  }

  static Finding sweeps(long late) {
    return late == 0
        ? well("No sweep came late.")
        : ill(
            late + (late == 1 ? " sweep" : " sweeps") + " came late since the start.",
            "The machine sleeps or has too much to do; give it more, or keep it awake.");
  }
}
