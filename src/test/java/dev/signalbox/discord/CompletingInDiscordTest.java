package dev.signalbox.discord;

import static dev.signalbox.discord.DiscordHall.MALLORY;
import static dev.signalbox.discord.DiscordHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is offered for a field while somebody types into it. */
@Timeout(60)
class CompletingInDiscordTest {

  @TempDir
  Path directory;

  private DiscordHall hall;

  @BeforeEach
  void open() {
    hall = new DiscordHall(directory);
    hall.bench.joins("ada", "build");
    hall.bench.joins("adele", "build");
    hall.bench.joins("lex", "review");
    hall.bench.task("Retry failed webhooks", "build");
    hall.bench.task("Write the changelog", "docs");
  }

  @AfterEach
  void close() {
    hall.judge();
    hall.close();
  }

  private Seen types(String command, String option, String text) {
    int space = command.indexOf(' ');
    String noun = space < 0 ? command : command.substring(0, space);
    String verb = space < 0 ? "" : command.substring(space + 1);
    Seen seen = hall.people.types(PRIYA, noun, verb, option, text);
    assertThat(seen.state()).isEqualTo(Seen.State.CHOICES);
    return seen;
  }

  @Test
  void tasks_are_offered_with_their_titles_and_filled_in_as_ids() {
    Seen all = types("task show", "id", "");
    assertThat(all.choices()).contains("T-1 Retry failed webhooks", "T-2 Write the changelog");
    assertThat(all.values()).containsExactlyInAnyOrder("T-1", "T-2");
    assertThat(types("task show", "id", "web").values()).containsExactly("T-1");
    assertThat(types("task show", "id", "t-2").values()).containsExactly("T-2");
    assertThat(types("task show", "id", "2").values()).containsExactly("T-2");
    assertThat(types("task show", "id", "nothing like it").choices()).isEmpty();
  }

  @Test
  void only_tasks_that_the_command_could_be_about() {
    assertThat(types("task pass", "id", "").choices()).isEmpty();
    TaskId task = new TaskId(1);
    hall.bench.claims("ada", task);
    hall.bench.submits("ada", task);
    assertThat(types("task pass", "id", "").values()).containsExactly("T-1");
    assertThat(types("task claim", "id", "").values()).containsExactly("T-2");
  }

  @Test
  void agents_lanes_people_durations_and_topics() {
    assertThat(types("task claim", "agent", "ad").values()).containsExactly("ada", "adele");
    assertThat(types("agent show", "agent", "@lex").values()).containsExactly("lex");
    assertThat(types("board", "lane", "").values()).contains("build", "docs", "review");
    assertThat(types("lane set", "lane", "b").values()).containsExactly("build");
    assertThat(types("task new", "owner", "o").values()).containsExactly("@omar");
    assertThat(types("person set", "name", "").values()).contains("@mia", "@omar", "@priya");
    assertThat(types("task snooze", "for", "").values())
        .containsExactly("30m", "1h", "4h", "1d", "7d");
    assertThat(types("help", "topic", "cl").values()).containsExactly("claim");
    assertThat(types("help", "topic", "agent").values()).contains("agent add", "agent");
  }

  @Test
  void of_a_list_only_the_part_behind_the_last_comma_is_completed() {
    Seen more = types("task new", "after", "T-1,ch");
    assertThat(more.values()).containsExactly("T-1,T-2");
    assertThat(more.choices()).containsExactly("T-1,T-2 Write the changelog");
    assertThat(types("task new", "route", "build, re").values()).containsExactly("build,review");
    assertThat(hall.uses(
                PRIYA,
                "task new",
                Map.of("title", "Next", "lane", "build", "after", more.values().get(0)))
            .text())
        .contains("T-3");
    assertThat(hall.bench.taskNow(new TaskId(3)).after())
        .containsExactlyInAnyOrder(new TaskId(1), new TaskId(2));
  }

  @Test
  void at_most_as_many_as_discord_takes_and_no_title_is_too_long_for_it() {
    for (int i = 0; i < 40; i++) {
      hall.bench.task("Task " + i + " " + "long ".repeat(20), "build");
    }
    Seen seen = types("task show", "id", "");
    assertThat(seen.choices()).hasSize(25).allMatch(name -> name.length() <= 100);
    assertThat(types("task new", "after", "T-1,".repeat(30)).choices()).isEmpty();
  }

  @Test
  void everything_that_the_commands_say_is_completed_is() {
    for (Verb verb : Catalogue.verbs()) {
      for (Argument argument : verb.arguments()) {
        if (Commands.suggested(argument)) {
          types(Slash.name(verb), argument.name(), "x y: \"z");
        }
      }
    }
  }

  @Test
  void in_a_channel_of_no_team_nothing_is_offered_and_strangers_may_look() {
    String elsewhere = hall.discord.guild.channel("elsewhere");
    Seen nothing = hall.people.types(PRIYA, elsewhere, "task", "show", "id", "", Map.of());
    assertThat(nothing.state()).isEqualTo(Seen.State.CHOICES);
    assertThat(nothing.choices()).isEmpty();
    assertThat(hall.people.types(MALLORY, "task", "show", "id", "").choices())
        .contains("T-1 Retry failed webhooks");
  }

  @Test
  void a_busy_desk_does_not_hold_it_up() {
    hall.gate = new CompletableFuture<>();
    List<Seen> asked = List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
        .map(number -> hall.people
            .hasty()
            .uses(PRIYA, "task", "note", Map.of("id", "T-1", "text", "number " + number)))
        .toList();
    assertThat(types("task show", "id", "").values()).contains("T-1");
    hall.gate.complete(null);
    asked.forEach(seen -> assertThat(hall.people.settled(seen).text()).contains("T-1"));
  }
}
