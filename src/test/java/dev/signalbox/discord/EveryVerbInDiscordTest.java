package dev.signalbox.discord;

import static dev.signalbox.discord.DiscordHall.MALLORY;
import static dev.signalbox.discord.DiscordHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Grammar;
import dev.signalbox.talk.language.Parsed;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Verb.Who;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of the catalogue, as its first example has it, filled in as Discord asks for it. */
@Timeout(60)
class EveryVerbInDiscordTest {

  /** What a command is told that was not understood. */
  private static final List<String> NOT_UNDERSTOOD =
      List.of("Which task?", "I don't know", "is none of", "is not a", "Did you mean", "Usage");

  @TempDir
  static Path directory;

  private static DiscordHall hall;

  @BeforeAll
  static void open() throws Exception {
    hall = new DiscordHall(directory);
    hall.bench.joins("ada", "build");
    hall.bench.joins("cy", "build");
    hall.bench.joins("lex", "review");
    hall.bench.task("Retry failed webhooks", "build");
    hall.deliver();
  }

  @AfterEach
  void judge() {
    hall.judge();
  }

  @AfterAll
  static void close() {
    hall.close();
  }

  static List<Verb> verbs() {
    return Catalogue.verbs();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void it_is_answered_once_in_time_and_to_who_used_it_alone(Verb verb) {
    long before = hall.discord.calls("callback");
    int stand = hall.discord.messages().size();
    Seen seen = hall.uses(PRIYA, Slash.name(verb), options(verb));
    assertThat(seen.state()).isEqualTo(Seen.State.ANSWERED);
    assertThat(seen.ephemeral()).isTrue();
    assertThat(seen.text()).isNotBlank();
    if (!verb.name().equals("help")) {
      assertThat(seen.text()).doesNotContain(NOT_UNDERSTOOD);
    }
    assertThat(hall.discord.calls("callback")).isEqualTo(before + 1);
    assertThat(seen.later()).isEmpty();
    assertThat(hall.discord.messages()).hasSize(stand);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void a_stranger_may_look_and_ask_for_help_and_nothing_else(Verb verb) {
    int before = hall.bench.log().size();
    int changes = hall.bench.offices.changes.size();
    Seen seen = hall.uses(MALLORY, Slash.name(verb), options(verb));
    assertThat(seen.text()).isNotBlank();
    assertThat(seen.ephemeral()).isTrue();
    if (verb.who() != Who.ANYONE) {
      assertThat(seen.text()).containsAnyOf("I don't know you", "Only an admin");
    }
    assertThat(hall.bench.log()).hasSize(before);
    assertThat(hall.bench.offices.changes).hasSize(changes);
  }

  /** The fields of Discord as the first example fills them in. */
  private static Map<String, Object> options(Verb verb) {
    String typed = verb.examples().get(0).replace("T-41", "T-1").replace("sam", "mia");
    Parsed.Ask ask = (Parsed.Ask) Grammar.read(typed, null);
    assertThat(ask.verb()).isEqualTo(verb);
    Map<String, Object> options = new LinkedHashMap<>();
    for (Argument argument : verb.arguments()) {
      if (argument.type() == Argument.Type.TASK && ask.task() != null) {
        options.put(argument.name(), ask.task());
      } else if (argument.type() == Argument.Type.FLAG) {
        ask.given(argument.name()).ifPresent(given -> options.put(argument.name(), true));
      } else {
        ask.given(argument.name())
            .ifPresent(given -> options.put(argument.name(), text(argument, ask)));
      }
    }
    return options;
  }

  /** What is chosen from a menu is named in it in small letters. */
  private static String text(Argument argument, Parsed.Ask ask) {
    String text = ask.text(argument.name());
    return argument.type() == Argument.Type.PRIORITY || argument.type() == Argument.Type.STATE
        ? text.toLowerCase(Locale.ROOT)
        : text;
  }
}
