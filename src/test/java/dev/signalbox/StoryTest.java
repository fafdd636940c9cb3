package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The story that must always work: eight agents over HTTP, ten tasks, three slots, a review that
 * fails once, a crash that is taken over, and nobody pinged but for what shipped.
 */
@Tag("slow")
class StoryTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Signalbox.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void everything_ships_and_nobody_watched() {
    int exit = run("demo", "--headless", "--speed", "5", "--seed", "1");
    assertThat(out.toString())
        .contains("Tasks shipped                    10")
        .contains("Pings to a person                10 ")
        .contains("Reviews that sent work back      1")
        .contains("Agents lost and taken over       1 and 1")
        .contains("Late work refused and kept       1")
        .contains("Duplicate work                   0")
        .containsPattern("At work at the same time         [1-3] at most");
    assertThat(exit).isEqualTo(Exit.OK);
  }

  private int refused(int exit) {
    assertThat(exit).isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("Tasks shipped                    4");
    Matcher line = Pattern.compile(
            "Calls to a rate-limited API      12; (none was|(\\d+) more were) answered 429")
        .matcher(out.toString());
    assertThat(line.find()).as("%s", out).isTrue();
    return line.group(2) == null ? 0 : Integer.parseInt(line.group(2));
  }

  @Test
  void nobody_who_asks_first_sees_a_429() {
    assertThat(refused(run("demo", "--headless", "--speed", "5", "--tasks", "4")))
        .isZero();
    assertThat(out.toString()).contains("its agents ask for their turn first.");
  }

  @Test
  void who_does_not_ask_sees_many() {
    int refused =
        refused(run("demo", "--headless", "--speed", "5", "--tasks", "4", "--without-resources"));
    assertThat(refused).isPositive();
    assertThat(out.toString()).contains("its agents just call it.");
  }

  @Test
  void a_demo_that_cannot_be_is_refused_with_what_can() {
    assertThat(run("demo", "--tasks", "3")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--tasks 4 to 200");
  }
}
