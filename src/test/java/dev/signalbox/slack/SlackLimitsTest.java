package dev.signalbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said fits into what Slack takes. */
class SlackLimitsTest {

  private static final List<Role> ROLES = List.of(Role.values());
  private static final List<Rank> RANKS = List.of(Rank.values());
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC67";

  private static List<Line> lines(int number, String text) {
    return Collections.nCopies(number, Line.of(Role.BODY, new Span.Untrusted(text)));
  }

  private static List<Button> buttons(int number, Rank rank, String label) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Button(
            "sb:1:" + rank.name().toLowerCase(Locale.ROOT) + ":T-" + i + ":-",
            label,
            label + " T-" + i,
            rank,
            List.of()))
        .toList();
  }

  private static SlackView good(List<Line> lines, List<Button> buttons, String spoken) {
    SlackView view = SlackView.of(new Message(Kind.ANSWER, lines, buttons, spoken), null);
    List<String> wrong = new ArrayList<>();
    BlockJudge.of(view.blocks(), wrong);
    Judge.escaped("text", view.text(), wrong);
    assertThat(wrong).isEmpty();
    assertThat(view.text().length()).isLessThanOrEqualTo(Limits.TEXT);
    return view;
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "<&>", "\"\\", "é", "漢", FAMILY})
  void any_length_of_anything_fits(String piece) {
    for (int lines : new int[] {1, 2, 50, 500}) {
      for (int length : new int[] {1, 100, 3_000}) {
        String text = piece.repeat(length);
        good(lines(lines, text), buttons(60, Rank.OTHER, text), text);
      }
    }
  }

  @Test
  void what_is_left_out_is_counted() {
    JsonNode blocks = good(lines(500, "x".repeat(100)), List.of(), "x").blocks();
    String last =
        blocks.findValuesAsText("text").get(blocks.findValuesAsText("text").size() - 1);
    assertThat(last).containsPattern("\\+[0-9]+ more$");
    int shown = String.join("", blocks.findValuesAsText("text")).length() / 101;
    int left = Integer.parseInt(last.replaceAll("(?s).*\\+([0-9]+) more$", "$1"));
    assertThat(shown + left).isEqualTo(500);
  }

  @Test
  void a_long_text_is_cut_between_characters() {
    String text = FAMILY.repeat(1_000);
    JsonNode blocks = good(lines(1, text), List.of(), text).blocks();
    String shown = blocks.findValuesAsText("text").get(0);
    assertThat(shown).endsWith("…");
    assertThat(shown.codePoints())
        .noneMatch(code -> Character.getType(code) == Character.SURROGATE);
  }

  @Test
  void buttons_of_little_rank_share_menus_of_five() {
    List<Button> all = new ArrayList<>(buttons(1, Rank.MAIN, "Show"));
    all.addAll(buttons(7, Rank.MORE, "More"));
    JsonNode row = good(lines(1, "x"), all, "x").blocks().get(1).path("elements");
    assertThat(row).hasSize(3);
    assertThat(row.get(0).path("accessibility_label").asText()).isEqualTo("Show T-0");
    assertThat(row.get(1).path("type").asText()).isEqualTo("overflow");
    assertThat(row.get(1).path("options")).hasSize(5);
    assertThat(row.get(2).path("options")).hasSize(2);
    assertThat(row.get(2).path("options").get(1).path("value").asText())
        .isEqualTo("sb:1:more:T-6:-");
  }

  @Test
  void one_button_of_little_rank_stays_a_button() {
    JsonNode row =
        good(lines(1, "x"), buttons(1, Rank.MORE, "Cancel…"), "x").blocks().get(1);
    assertThat(row.path("elements").get(0).path("type").asText()).isEqualTo("button");
  }

  /** A thousand messages of any make. */
  @Test
  void messages_at_random_fit() {
    SplittableRandom random = new SplittableRandom(7);
    String[] pieces = {"x", " ", "<!here>", "&", FAMILY, "\u202E", "שלום", "\n", "*_~`"};
    for (int i = 0; i < 1_000; i++) {
      List<Line> lines = new ArrayList<>();
      for (int line = random.nextInt(1, 40); line > 0; line--) {
        List<Span> spans = new ArrayList<>();
        for (int span = random.nextInt(1, 12); span > 0; span--) {
          String text = pieces[random.nextInt(pieces.length)].repeat(random.nextInt(1, 300));
          spans.add(random.nextBoolean() ? new Span.Untrusted(text) : new Span.Strong("T-1"));
        }
        lines.add(new Line(ROLES.get(random.nextInt(ROLES.size())), spans));
      }
      good(
          lines, buttons(random.nextInt(30), RANKS.get(random.nextInt(RANKS.size())), "Go"), "T-1");
    }
  }
}
