package dev.signalbox;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.demo.Demo;
import dev.signalbox.demo.Pace;
import dev.signalbox.demo.Story;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The settings of the demo: the story's lanes, three slots, and patience measured in seconds. */
final class DemoTeam {

  private static final int WIP = 3;
  private static final int ATTEMPTS_AND_ROUNDS = 3;
  private static final int REVIEW_LIMIT = 4;

  private DemoTeam() {}

  static Settings settings(Path folder, int port, Pace pace) {
    Settings defaults = Settings.defaults();
    Settings.Server server = new Settings.Server(
        defaults.server().host(),
        port,
        Duration.ofSeconds(1),
        new Settings.Requests(200, 400),
        List.of());
    Team team = team(pace);
    return new Settings(
        null,
        server,
        folder,
        OptionalInt.empty(),
        new Settings.Backup(Optional.empty(), 1),
        defaults.log(),
        defaults.slack(),
        defaults.discord(),
        Map.of(team.id(), team),
        List.of());
  }

  private static Team team(Pace pace) {
    Map<LaneId, Lane> lanes = new LinkedHashMap<>();
    LaneId review = new LaneId(Story.LANES.get(Story.LANES.size() - 1));
    for (String name : Story.LANES) {
      LaneId id = new LaneId(name);
      lanes.put(
          id,
          lane(
              id,
              pace,
              id.equals(review) ? Lane.ReviewBy.NOBODY : Lane.ReviewBy.lanes(List.of(review))));
    }
    PersonId you = new PersonId("you");
    Team team = Team.of(
        new TeamId("main"),
        ZoneId.systemDefault(),
        you,
        Map.of(you, Team.Person.ADMIN, new PersonId(Story.OTHER_OWNER), Team.Person.MEMBER),
        List.of("local"),
        WIP,
        Duration.ofMinutes(1),
        lanes);
    return team.withResources(
        Map.of(new ResourceId(Demo.API), Resource.budget(Demo.API_LIMIT, pace.window())));
  }

  private static Lane lane(LaneId id, Pace pace, Lane.ReviewBy reviewBy) {
    return new Lane(
        id,
        null,
        1,
        pace.beat(),
        pace.lost(),
        pace.quiet(),
        pace.lost(),
        Duration.ofMinutes(1),
        Duration.ofHours(1),
        ATTEMPTS_AND_ROUNDS,
        ATTEMPTS_AND_ROUNDS,
        Duration.ofMinutes(5),
        REVIEW_LIMIT,
        Lane.Finish.SHIP,
        reviewBy);
  }

  /** Leaves nothing behind. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete " + folder, e);
    }
  }
}
