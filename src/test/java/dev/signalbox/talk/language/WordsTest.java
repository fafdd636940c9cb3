package dev.signalbox.talk.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.desk.Chain;
import dev.signalbox.talk.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final List<Path> CODE = List.of(
      Path.of("src/main/java/dev/signalbox/talk"),
      Path.of("src/main/java/dev/signalbox/slack"),
      Path.of("src/main/java/dev/signalbox/discord"));
  private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+(?:\\.[a-z_]+)+)\"");

  /** Commands whose answer is a view, or has words of its own. */
  private static final Set<String> ANSWERED_OTHERWISE = Set.of(
      "did.board",
      "did.help",
      "did.doctor",
      "did.digest",
      "did.agent_list",
      "did.agent_show",
      "did.agent_add",
      "did.agent_rotate",
      "did.lane_list",
      "did.resource_list",
      "did.resource_show",
      "did.person_list");

  /** Their answer tells what changed, or shows it. */
  private static final Set<String> SETTINGS = Set.of(
      "lane set",
      "lane remove",
      "person set",
      "person remove",
      "setup",
      "reload",
      "config show",
      "config export");

  /** Keys that are made of something the code enumerates. */
  private static Set<String> made() {
    Set<String> made = new TreeSet<>();
    for (Span.Sign sign : Span.Sign.values()) {
      made.add("state." + sign.word());
    }
    for (Verb.Who who : Verb.Who.values()) {
      made.add(who.key());
    }
    Stream.of(Chain.Reason.values())
        .filter(reason -> reason != Chain.Reason.MORE)
        .forEach(reason -> made.add("why." + reason.word()));
    for (Verb verb : Catalogue.verbs()) {
      made.add(verb.key());
      made.add(verb.key() + ".seen");
      if (!verb.noun().isEmpty()) {
        made.add("noun." + verb.noun());
      }
      verb.arguments().forEach(argument -> made.add("argument." + argument.name()));
      verb.arguments().stream()
          .filter(argument -> argument.required() && argument.type() != Argument.Type.TASK)
          .forEach(argument -> made.add("ask." + argument.name()));
      if ((verb.arguments().isEmpty() || !verb.noun().equals(Catalogue.TASK))
          && !SETTINGS.contains(verb.typed())) {
        made.add("did." + verb.key().substring("verb.".length()));
      }
    }
    for (Chain.Reason reason : Chain.Reason.values()) {
      made.add("why." + reason.word());
    }
    made.remove("why." + Chain.Reason.MORE.word());
    made.addAll(Set.of("did.leave_line"));
    made.addAll(Set.of("agent.alive", "agent.awaited"));
    Stream.of("pause", "resume", "remove").map("button.agent_"::concat).forEach(button -> {
      made.add(button);
      made.add(button + ".aloud");
    });
    made.removeIf(key -> ANSWERED_OTHERWISE.contains(key));
    Stream.of("start", "look", "work", "review", "decide", "admin")
        .forEach(group -> made.add("help." + group));
    Stream.of(
            "show",
            "pass",
            "fail",
            "release",
            "reassign",
            "stuck",
            "cancel",
            "accept",
            "return",
            "unblock",
            "snooze",
            "board")
        .forEach(verb -> made.add("button." + verb + ".aloud"));
    Stream.of("release", "reassign", "stuck", "cancel").forEach(v -> made.add("button." + v));
    for (String what : Set.of("agent", "lane", "person", "resource")) {
      Stream.of("", "_near", "_none").forEach(end -> made.add("problem." + what + end));
    }
    Stream.of("ping.ready", "ping.shipped").forEach(ping -> made.add(ping + "_spoken"));
    Stream.of(
            "released",
            "awaits",
            "taken_from",
            "left",
            "holder_removed",
            "late",
            "passed",
            "unblocked")
        .forEach(line -> made.add("line." + line + "_said"));
    return made;
  }

  private static Set<String> written() throws IOException {
    Set<String> written = new TreeSet<>();
    for (Path code : CODE) {
      try (Stream<Path> files = Files.walk(code)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher literal = LITERAL.matcher(Files.readString(file));
          while (literal.find()) {
            written.add(literal.group(1));
          }
        }
      }
    }
    written.remove("words.properties");
    return written;
  }

  @Test
  void every_key_that_is_used_exists() throws IOException {
    Set<String> missing = new TreeSet<>(made());
    missing.addAll(written());
    missing.removeIf(key -> Words.keys().contains(key)
        || Words.keys().containsAll(Set.of(key + ".one", key + ".many")));
    assertThat(missing).isEmpty();
  }

  @Test
  void every_key_that_exists_is_used() throws IOException {
    Set<String> unused = new TreeSet<>(Words.keys());
    unused.removeAll(made());
    for (String key : written()) {
      unused.removeAll(Arrays.asList(key, key + ".one", key + ".many"));
    }
    assertThat(unused).isEmpty();
  }

  @Test
  void a_sentence_is_cut_into_words_and_names() {
    assertThat(Words.parts("unit.hour"))
        .containsExactly(new Words.Part(true, "number"), new Words.Part(false, " h"));
    assertThat(Words.text("unit.hour", name -> "3")).isEqualTo("3 h");
  }

  @Test
  void a_key_that_is_not_there_is_our_bug() {
    assertThatThrownBy(() -> Words.raw("no.such.key")).isInstanceOf(IllegalStateException.class);
  }
}
