package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Completion.Asked;
import dev.signalbox.talk.Completion.Suggestion;
import dev.signalbox.talk.Completion.Value;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

  @TempDir
  Path directory;

  private Bench bench;
  private Talk talk;

  @BeforeEach
  void open() {
    bench = new Bench(directory);
    bench.joins("ada", "build");
    bench.joins("cy", "build");
    bench.joins("lex", "review");
    bench.task("Retry failed webhooks", "build"); // T-1, doing
    bench.task("Write the changelog", "docs"); // T-2, stuck
    bench.task("Attribute <b>every</b> chart", "docs"); // T-3, todo
    bench.claims("ada", new TaskId(1));
    bench.joins("dee", "docs");
    bench.claims("dee", new TaskId(2));
    bench.stuck("dee", new TaskId(2), "no access");
    talk = bench.talk();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** What is offered where the cursor, a {@code |}, stands. */
  private List<Suggestion> offered(String text, TaskId thread) {
    int cursor = text.indexOf('|');
    String whole = text.substring(0, cursor) + text.substring(cursor + 1);
    return talk.complete(new Asked(Bench.TEAM, PRIYA, thread, whole, cursor));
  }

  /** What the text becomes with the first that is offered. */
  private String first(String text, TaskId thread) {
    Suggestion first = offered(text, thread).get(0);
    String whole = text.replace("|", "");
    return whole.substring(0, first.from()) + first.insert() + whole.substring(first.to());
  }

  private List<String> labels(String text) {
    return offered(text, null).stream().map(Suggestion::label).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "cl|>claim ",
        "claim |>claim T-3 ",
        "claim t|>claim T-3 ",
        "claim 3|>claim T-3 ",
        "claim chart|>claim T-3 ",
        "claim T-3 |>claim T-3 agent:cy ",
        "claim T-3 l|>claim T-3 agent:lex ",
        "claim T-3 agent:a|>claim T-3 agent:ada ",
        "claim T-3 agent:|>claim T-3 agent:cy ",
        "unblock |>unblock T-2 ",
        "submit |>submit T-1 ",
        "new \"A title\" |>new \"A title\" lane:",
        "new \"A title\" pri|>new \"A title\" priority:",
        "new Title priority:h|>new Title priority:high ",
        "new Title owner:@o|>new Title owner:@omar ",
        "new Title owner:pri| lane:docs>new Title owner:@priya  lane:docs",
        "new Title after:T-1,|>new Title after:T-1,T-3 ",
        "new Title route:build,do|>new Title route:build,docs ",
        "edit T-3 lane:\"do|>edit T-3 lane:docs ",
        "agent pa|>agent pause ",
        "agent pause |>agent pause cy ",
        "agen|>agent ",
        "list m|>list mine ",
        "list state:st|>list state:stuck ",
        "board |>board lane:build ",
        "help cl|>help claim ",
        "release T-1 half done af|>release T-1 half done after:",
      })
  void the_first_of_what_is_offered_goes_on_with_it(String typed, String becomes) {
    assertThat(first(typed, null)).isEqualTo(becomes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "note T-1 looks good |",
        "new Write |",
        "new \"not closed yet|",
        "frobnicate |",
        "claim T-3 nobody:x|",
        "pass T-1 fine|",
        "list state:nonsense|",
      })
  void where_words_are_free_nothing_is_in_the_way(String typed) {
    assertThat(offered(typed, null)).isEmpty();
  }

  @Test
  void only_tasks_a_verb_can_be_about_are_offered() {
    assertThat(labels("unblock |")).containsExactly("T-2 Write the changelog");
    assertThat(labels("fail |")).isEmpty();
    assertThat(labels("show |")).hasSize(3);
  }

  @Test
  void in_a_thread_the_id_is_known_and_verbs_are_those_of_its_state() {
    TaskId stuck = new TaskId(2);
    assertThat(offered("|", stuck).stream().map(Suggestion::label))
        .contains("unblock", "accept", "note")
        .doesNotContain("pass", "claim");
    assertThat(first("reassign |", stuck)).isEqualTo("reassign agent:cy ");
  }

  @Test
  void a_title_is_a_label_word_for_word() {
    assertThat(labels("claim chart|")).containsExactly("T-3 Attribute <b>every</b> chart");
  }

  @Test
  void one_s_own_come_first() {
    bench.yes(new TaskCommand.New(
        OMAR,
        "Another",
        "",
        List.of(),
        new LaneId("docs"),
        List.of(),
        null,
        null,
        List.of(),
        null));
    Suggestion newest = offered("claim |", null).get(0);
    assertThat(newest.insert()).isEqualTo("T-3 ");
  }

  @Test
  void every_argument_by_itself() {
    Verb claim = Catalogue.find("", "claim").orElseThrow();
    List<Value> values =
        talk.values(Bench.TEAM, PRIYA, claim, claim.argument("agent").orElseThrow(), "c", 25);
    assertThat(values).containsExactly(new Value("cy", "cy", "build · idle"));
    assertThat(talk.values(Bench.TEAM, null, claim, claim.argument("id").orElseThrow(), "", 1))
        .hasSize(1);
  }

  static List<Verb> verbs() {
    return Catalogue.verbs();
  }

  /** Whatever is typed of an example, and wherever the cursor is, nothing breaks. */
  @ParameterizedTest
  @MethodSource("verbs")
  void every_example_can_be_asked_about_at_every_place(Verb verb) {
    for (String example : verb.examples()) {
      for (int at = 0; at <= example.length(); at++) {
        for (Suggestion one : talk.complete(new Asked(Bench.TEAM, PRIYA, null, example, at))) {
          assertThat(one.from()).isBetween(0, at);
          assertThat(one.to()).isBetween(at, example.length());
          assertThat(one.insert()).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void every_verb_is_found_by_its_beginning(Verb verb) {
    String typed = verb.typed();
    String begun = typed.substring(0, typed.length() - 1) + "|";
    assertThat(offered(begun, null).stream().map(Suggestion::label)).contains(typed);
  }

  /** Words that look like commands and are not. */
  @ParameterizedTest
  @ValueSource(
      strings = {"|", " |", "\"|", ":|", "a:b:c|", "claim \\\"|", "/|", "claim T-99999999999|", "«|"
      })
  void nonsense_is_no_trouble(String typed) {
    assertThat(offered(typed, null)).isNotNull();
  }
}
