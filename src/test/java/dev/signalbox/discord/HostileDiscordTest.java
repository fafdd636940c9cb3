package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Said;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.testkit.HostileStrings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that agents or people write calls, links or breaks the layout in Discord. */
class HostileDiscordTest {

  /** What the board does not store. */
  private static final Pattern REFUSED = Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069]");

  @TempDir
  Path directory;

  static Stream<String> strings() {
    return Stream.concat(
        HostileStrings.ALL.stream(),
        Stream.of(
            "*it* _it_ ***all*** __under__ ~~no~~ ||hidden|| `code` ``code`` ```block```",
            "# head",
            "-# small",
            "> quote",
            ">>> all the rest",
            "- item",
            "* item",
            "+ item",
            "1. item",
            "  ## head",
            "\\*not\\* \\\\*it\\\\* \\",
            "a * b * c _ d _ e | | f",
            "[bank](https://evil.test) [bank](<https://evil.test>) [a]",
            "](<https://evil.test>) [x",
            "https://evil.test HTTPS://EVIL.TEST http://evil.test steam://run/1 discord://x",
            "xhttps://evil.test ahttp://evil.test",
            "<https://evil.test> <mailto:a@evil.test> <tel:+1> <sms:+1>",
            "<@2200000000000000001> <@!2200000000000000001> <@&1> <#1> @everyone @here",
            "<\u200B@1> <@\u200B1>",
            "<t:0:R> <t:1700000000> <:tada:1> <a:tada:1> </task new:1> <id:customize>",
            ":tada: @Everyone @silent",
            "```\nblock\n```",
            "line\n# head\n> quote\n- item\n1. one\n-# small\n```js\nx",
            "line\nbreak\r\nand\ttab \u0007 bell"));
  }

  static Stream<String> storable() {
    return strings().filter(text -> !REFUSED.matcher(text).find());
  }

  /** Every kind of message with the text in every place, by every role. */
  @ParameterizedTest
  @MethodSource("strings")
  void text_of_others_is_text_wherever_it_stands(String text) {
    for (Kind kind : Kind.values()) {
      for (Role role : Role.values()) {
        JsonNode sent = checked(synthetic(kind, role, text), kind == Kind.PING);
        JsonNode tame = Sent.judged(synthetic(kind, role, same(text)), DiscordHall.team());
        Markup seen = Markup.of(Sent.text(sent));
        assertThat(seen.effects())
            .as(Sent.text(sent))
            .isEqualTo(Markup.of(Sent.text(tame)).effects());
        assertThat(seen.words().replace('ˋ', '`').replaceAll("\\s+", ""))
            .contains(SafeText.tame(text).replaceAll("\\s+", ""));
      }
    }
  }

  /** Words that do nothing, on as many lines. */
  private static String same(String text) {
    return SafeText.tame(text).strip().replaceAll("[^\n]+", "word");
  }

  private static Message synthetic(Kind kind, Role role, String text) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(
        role,
        new Span.Plain("a "),
        new Span.Untrusted(text),
        new Span.Plain(" "),
        new Span.Link("https://x.test/1", text),
        new Span.When(Instant.EPOCH),
        new Span.State(Span.Sign.DOING)));
    lines.add(Line.of(role, new Span.Untrusted(text)));
    lines.add(Line.of(role, new Span.Strong("T-1"), new Span.Untrusted(text)));
    if (kind == Kind.PING) {
      lines.add(0, Line.of(Role.BODY, new Span.Mention(new PersonId("priya"))));
    }
    Button button = new Button("sb:1:show:T-1:-", text, text, Button.Rank.MAIN, List.of());
    return new Message(kind, lines, List.of(button), text);
  }

  /** The same through the real rules and words, for what the board takes. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("storable")
  void nor_does_it_in_anything_that_is_really_said(String text) {
    try (Bench bench = new Bench(directory, DiscordHall.team())) {
      bench.spells(Discord.SPELLING);
      Set<String> seen = new TreeSet<>();
      for (Message message : Said.everything(bench, text)) {
        boolean calls = message.lines().stream()
            .flatMap(line -> line.spans().stream())
            .anyMatch(Span.Mention.class::isInstance);
        seen.addAll(Markup.of(Sent.text(checked(message, calls))).effects());
      }
      assertThat(seen)
          .allMatch(effect -> effect.matches("\\*\\*|-#|>|code|time|call @" + DiscordHall.PRIYA
              + "|link https://(x\\.test|github\\.com/acme)/.*"));
    }
  }

  private static JsonNode checked(Message message, boolean calls) {
    JsonNode sent = Sent.judged(message, DiscordHall.team());
    assertThat(sent.at("/allowed_mentions/parse")).isEmpty();
    assertThat(sent.at("/allowed_mentions/users").size()).isEqualTo(calls ? 1 : 0);
    assertThat(Pings.in(Sent.text(sent), sent.path("allowed_mentions"))).hasSize(calls ? 1 : 0);
    String text = Sent.text(sent).replace("<@" + DiscordHall.PRIYA + ">", "");
    assertThat(text).doesNotContain("<@", "<#", "<:", "</", "<a:");
    assertThat(text).doesNotContainPattern("(?i)@(here|everyone)");
    return sent;
  }

  @Test
  void a_mention_calls_who_is_known_to_discord_and_names_who_is_not() {
    List<Line> lines = List.of(Line.of(
        Role.TITLE,
        new Span.Mention(new PersonId("priya")),
        new Span.Plain(" "),
        new Span.Mention(new PersonId("omar")),
        new Span.Plain(" "),
        new Span.Mention(new PersonId("nobody"))));
    Message ping = new Message(Kind.PING, lines, List.of(), "@priya");
    JsonNode sent = Sent.judged(ping, DiscordHall.team());
    assertThat(sent.path("content").asText())
        .isEqualTo("**<@" + DiscordHall.PRIYA + "> @omar @nobody**");
    assertThat(sent.at("/allowed_mentions/users"))
        .extracting(JsonNode::asText)
        .containsExactly(DiscordHall.PRIYA);
    JsonNode nobody = Sent.judged(ping, null);
    assertThat(nobody.at("/allowed_mentions/users")).isEmpty();
  }
}
