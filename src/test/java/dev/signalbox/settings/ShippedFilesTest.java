package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings.Origin;
import dev.signalbox.settings.Settings.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped files say is what the table of keys says. */
class ShippedFilesTest {

  private static final Path EXPLAINED = Path.of("config/signalbox.yaml");
  private static final Path TWO_TEAMS = Path.of("config/example-two-teams.yaml");

  @TempDir
  Path folder;

  static Stream<Key<?>> keys() {
    return Keys.ALL.stream();
  }

  @Test
  void the_explained_file_reads_as_it_stands() {
    Settings settings = Settings.read(EXPLAINED);
    assertThat(settings.server()).isEqualTo(Settings.defaults().server());
    var team = settings.teams().get(new TeamId("reflectt"));
    assertThat(team.lanes().keySet())
        .extracting(LaneId::name)
        .containsExactly("build", "docs", "review");
    Lane build = team.lane(new LaneId("build")).orElseThrow();
    Lane docs = team.lane(new LaneId("docs")).orElseThrow();
    assertThat(build.wip()).isEqualTo(2);
    assertThat(docs.finish()).isEqualTo(Lane.Finish.ACCEPT);
    assertThat(docs.reviewBy()).isEqualTo(Lane.ReviewBy.NOBODY);
  }

  @Test
  void the_keys_that_are_switched_off_are_good_as_well() throws IOException {
    String on = Files.readString(EXPLAINED).replaceAll("(?m)^( *)#(?=[a-z])", "$1");
    assertThat(new SettingsFixture(folder).read(on).values())
        .contains(
            new Value("database.max_pages", "none", Origin.FILE),
            new Value("teams.reflectt.lanes.build.review_by", "[review]", Origin.FILE),
            new Value("teams.reflectt.lanes.review.review_by", "[review]", Origin.FILE));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void every_key_is_explained(Key<?> key) throws IOException {
    String comment = comments().get(key.places().get(0));
    assertThat(comment)
        .as("the comment of %s", key.places())
        .contains("Default: " + key.fallbackText() + ".")
        .contains("Allowed: " + key.kind().allowed());
    Relation.ALL.stream()
        .filter(relation -> relation.key().name().equals(key.name()))
        .forEach(relation -> assertThat(comment).contains(relation.allowed()));
  }

  /** Only what describes a team of one's own differs. */
  @Test
  void the_explained_file_holds_the_defaults() {
    List<String> own = List.of(
        "teams.reflectt.zone",
        "teams.reflectt.lanes.build.wip",
        "teams.reflectt.lanes.docs.finish",
        "teams.reflectt.lanes.docs.review_by");
    Map<String, String> shipped = new HashMap<>();
    Settings.read(EXPLAINED).values().forEach(value -> shipped.put(value.key(), value.text()));
    for (Value value : Settings.defaults().values()) {
      String key = value.key().replace("teams.main", "teams.reflectt");
      if (!own.contains(key)
          && !key.contains("people")
          && !key.endsWith("owner")
          && !key.equals("data")) {
        assertThat(shipped).containsEntry(key, value.text());
      }
    }
    assertThat(shipped)
        .containsEntry("data", Path.of("config/data").toAbsolutePath().toString());
  }

  @Test
  void the_limits_on_numbers_of_things_are_explained() throws IOException {
    assertThat(Files.readString(EXPLAINED))
        .contains("The team's people, 1…" + Keys.PEOPLE_MAX)
        .contains("The kinds of work, 1…" + Keys.LANES_MAX)
        .contains("What agents compete for, at most " + Keys.RESOURCES_MAX);
  }

  @Test
  void the_example_of_two_teams_reads() {
    Settings settings = Settings.read(TWO_TEAMS);
    assertThat(settings.teams()).hasSize(2);
    assertThat(settings.data()).isEqualTo(Path.of("/var/lib/signalbox"));
    Lane answer =
        settings.teams().get(new TeamId("support")).lane(new LaneId("answer")).orElseThrow();
    assertThat(answer.reviewBy()).isEqualTo(Lane.ReviewBy.ANYBODY_ELSE);
  }

  /** The comment block above each key of the explained file, by the key's place in the table. */
  private static Map<String, String> comments() throws IOException {
    Pattern keyed = Pattern.compile("( *)#?([a-z][a-z_-]*):.*");
    Map<String, String> comments = new HashMap<>();
    Deque<String> path = new ArrayDeque<>();
    List<String> block = new ArrayList<>();
    for (String line : Files.readAllLines(EXPLAINED)) {
      Matcher m = keyed.matcher(line);
      if (line.strip().startsWith("# ")) {
        block.add(line.strip().substring(2));
      } else if (m.matches()) {
        while (path.size() > m.group(1).length() / 2) {
          path.removeLast();
        }
        path.addLast(m.group(2));
        comments.putIfAbsent(place(path, line), String.join(" ", block));
        block.clear();
      } else {
        block.clear();
      }
    }
    return comments;
  }

  private static String place(Deque<String> path, String line) {
    String place = String.join(".", path)
        .replaceAll("^teams\\.[a-z]+", "teams.*")
        .replaceAll("\\.(people|lanes|resources)\\.[a-z-]+", ".$1.*");
    return line.contains("{max_pages:") ? place + ".max_pages" : place;
  }
}
