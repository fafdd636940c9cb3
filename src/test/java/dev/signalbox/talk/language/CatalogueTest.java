package dev.signalbox.talk.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.talk.language.Argument.Place;
import dev.signalbox.talk.language.Parsed.Ask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

  static Stream<Verb> verbs() {
    return Catalogue.verbs().stream();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void every_example_is_understood_as_its_verb(Verb verb) {
    assertThat(verb.examples()).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
    for (String example : verb.examples()) {
      assertThat(Grammar.read(example, null))
          .as(example)
          .isInstanceOfSatisfying(Ask.class, ask -> assertThat(ask.verb()).isEqualTo(verb));
    }
  }

  /** In the thread of a task its id may be left out, of every command and every example. */
  @ParameterizedTest
  @MethodSource("verbs")
  void in_a_thread_no_command_needs_an_id(Verb verb) {
    TaskId thread = new TaskId(7);
    for (String example : verb.examples()) {
      if (verb.at(Place.FIRST).filter(id -> id.type() == Argument.Type.TASK).isPresent()) {
        String without = example.replaceFirst(" [Tt]-?41", "");
        assertThat(Grammar.read(without, thread))
            .as(without)
            .isInstanceOfSatisfying(Ask.class, ask -> {
              assertThat(ask.verb()).isEqualTo(verb);
              assertThat(ask.task()).isEqualTo(thread);
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void every_verb_takes_at_most_one_first_and_one_rest(Verb verb) {
    for (Place place : new Place[] {Place.FIRST, Place.REST}) {
      assertThat(verb.arguments().stream().filter(argument -> argument.place() == place))
          .hasSizeLessThanOrEqualTo(1);
    }
    assertThat(verb.arguments().stream().map(Argument::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void every_name_fits_every_platform(Verb verb) {
    assertThat(verb.name()).matches("[a-z_]{1,32}");
    assertThat(Words.raw(verb.key())).hasSizeLessThanOrEqualTo(100);
    verb.arguments().forEach(argument -> assertThat(argument.name()).matches("[a-z_]{1,32}"));
  }

  @Test
  void no_two_commands_are_typed_alike() {
    assertThat(verbs().map(Verb::typed)).doesNotHaveDuplicates();
  }

  @Test
  void a_usage_line_shows_what_is_needed_and_what_is_not() {
    assertThat(Catalogue.find("", "claim").orElseThrow().usage()).isEqualTo("claim T-41 [<agent>]");
    assertThat(Catalogue.find("", "stuck").orElseThrow().usage())
        .isEqualTo("stuck T-41 <reason> [need:\"…\"]");
    assertThat(Catalogue.find("agent", "pause").orElseThrow().usage())
        .isEqualTo("agent pause <agent>");
  }
}
