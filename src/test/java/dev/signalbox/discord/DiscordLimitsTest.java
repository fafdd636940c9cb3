package dev.signalbox.discord;

import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.Texts;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Demand;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Said;
import dev.signalbox.talk.Span;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said fits into what Discord takes. */
class DiscordLimitsTest {

  private static final List<Role> ROLES = List.of(Role.values());
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final List<Rank> RANKS = List.of(Rank.values());
  private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC67";

  @TempDir
  Path directory;

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

  private static JsonNode good(Kind kind, List<Line> lines, List<Button> buttons) {
    return Sent.judged(new Message(kind, lines, buttons, "spoken"), DiscordHall.team());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "<&>", "\"\\", "é", "漢", "*_~|", "\n# ", FAMILY})
  void any_length_of_anything_fits(String piece) {
    for (Kind kind : Kind.values()) {
      for (int lines : new int[] {1, 2, 120}) {
        for (int length : new int[] {1, 100, 3_000}) {
          String text = piece.repeat(length);
          good(kind, lines(lines, "a" + text), buttons(60, Rank.OTHER, "a" + text));
        }
      }
    }
  }

  @Test
  void what_is_left_out_is_counted() {
    String text = Sent.text(good(Kind.ANSWER, lines(500, "x".repeat(100)), List.of()));
    String last = text.substring(text.lastIndexOf('\n') + 1);
    assertThat(last).matches("-# \\\\\\+[0-9]+ more");
    int left = Integer.parseInt(last.replaceAll("[^0-9]", ""));
    assertThat(text.lines().count() - 1 + left).isEqualTo(500);
    assertThat(text.length()).isBetween(3_800, 4_000);
  }

  @Test
  void a_long_text_is_cut_between_characters_and_no_mark_stays_open() {
    String shown = Sent.text(good(Kind.ANSWER, lines(1, FAMILY.repeat(1_000)), List.of()));
    assertThat(shown).endsWith("…");
    assertThat(shown.codePoints())
        .noneMatch(code -> Character.getType(code) == Character.SURROGATE);
    for (Role role : ROLES) {
      Line line = Line.of(
          role,
          new Span.Untrusted("*".repeat(680)),
          new Span.Strong("b".repeat(2_000)),
          new Span.Link("https://x.test/1", "c".repeat(90)),
          new Span.Untrusted("rest"));
      List<String> seen =
          Markup.of(Sent.text(good(Kind.ANSWER, List.of(line), List.of()))).effects();
      assertThat(seen).as(role.name()).doesNotContain("*", "link https://x.test/1");
      assertThat(seen.size()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void menus_and_buttons_of_a_ping_keep_to_five_rows() {
    List<Button> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Field which = new Field("agent", "Agent", true, 32, names(i + 1));
      all.add(new Button("sb:1:m" + i, "Reassign…", "Reassign", Rank.MAIN, List.of(which)));
    }
    all.addAll(buttons(40, Rank.MAIN, "Go"));
    JsonNode sent = good(Kind.PING, lines(3, "x"), all);
    assertThat(sent.path("components")).hasSize(5);
    assertThat(good(Kind.PING, lines(3, "x"), buttons(40, Rank.MAIN, "Go")).path("components"))
        .hasSize(5);
  }

  private static List<String> names(int number) {
    return IntStream.range(0, number).mapToObj(i -> "agent-" + i).toList();
  }

  @Test
  void a_form_takes_what_must_be_filled_in_first_and_five_fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String label = "What is to be said about number " + i + " of all these things, at length";
      fields.add(new Field("field-" + i, label, i > 5, 9_000, names(i * 10), "v".repeat(5_000)));
    }
    Button button = new Button("sb:1:x", "L".repeat(90) + "…", "x", Rank.MAIN, fields);
    JsonNode form = Sent.json(Form.of(button));
    List<String> wrong = new ArrayList<>();
    ComponentJudge.form(form, wrong);
    assertThat(wrong).isEmpty();
    assertThat(form.path("components")).hasSize(5);
    assertThat(form.at("/components/0/component/custom_id").asText()).isEqualTo("field-6");
    assertThat(form.at("/components/1/component/custom_id").asText()).isEqualTo("field-7");
  }

  /** A thousand messages of any make. */
  @Test
  void messages_at_random_fit() {
    SplittableRandom random = new SplittableRandom(7);
    String[] pieces = {"x", " ", "<@1>", "&", FAMILY, "\u202E", "שלום", "\n", "*_~`|", "1. "};
    for (int i = 0; i < 1_000; i++) {
      List<Line> lines = new ArrayList<>(lines(1, "first"));
      for (int line = random.nextInt(1, 40); line > 0; line--) {
        List<Span> spans = new ArrayList<>();
        for (int span = random.nextInt(1, 12); span > 0; span--) {
          String text = pieces[random.nextInt(pieces.length)].repeat(random.nextInt(1, 300));
          spans.add(random.nextBoolean() ? new Span.Untrusted(text) : new Span.Strong("T-1"));
        }
        lines.add(new Line(ROLES.get(random.nextInt(ROLES.size())), spans));
      }
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      good(kind, lines, buttons(random.nextInt(30), RANKS.get(random.nextInt(RANKS.size())), "Go"));
    }
  }

  /** The largest team and task that the board takes, in everything that can be asked for. */
  @Tag("slow")
  @Test
  void the_largest_of_everything_is_shown() {
    Team team = large();
    try (Bench bench = new Bench(directory, team)) {
      bench.spells(Discord.SPELLING);
      bench.joins("lex", "review");
      for (int i = 0; i < 60; i++) {
        bench.joins("agent-" + "x".repeat(20) + i, "build");
      }
      String word = "*<@1>_";
      List<TaskId> before = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        before.add(bench.task(word.repeat(20).substring(0, Texts.TITLE_MAX), "build"));
      }
      TaskId task = bench
          .yes(new TaskCommand.New(
              PRIYA,
              word.repeat(20).substring(0, Texts.TITLE_MAX),
              word.repeat(3_000).substring(0, Texts.BRIEF_MAX),
              Collections.nCopies(10, word.repeat(33)),
              new LaneId("build"),
              List.of(new LaneId("lane-1"), new LaneId("lane-2")),
              Priority.HIGH,
              null,
              before,
              null))
          .answer()
          .task();
      TaskId held = bench.task("Retry failed webhooks", "build");
      String agent = "agent-" + "x".repeat(20) + "0";
      bench.claims(agent, held);
      bench.says(agent, word.repeat(100).substring(0, Texts.NOTE_MAX));
      look(bench, team, held);
      bench.submits(agent, held);
      bench.yes(new WorkCommand.Fail(
          Bench.agent("lex"),
          held,
          bench.taskNow(held).epoch(),
          word.repeat(2_000).substring(0, Texts.FEEDBACK_MAX)));
      look(bench, team, held);
      bench.stuck(agent, held, word.repeat(100).substring(0, Texts.NOTE_MAX));
      look(bench, team, held);
      look(bench, team, task);
      for (String ask :
          List.of("board", "agents", "lanes", "people", "list", "help", "digest now", "setup")) {
        Sent.judged(bench.hears(PRIYA, ask), team);
      }
    }
  }

  private static void look(Bench bench, Team team, TaskId task) {
    Sent.judged(bench.card(task), team);
    Sent.judged(bench.hears(PRIYA, "show " + task), team);
    Sent.judged(bench.hears(PRIYA, "why " + task), team);
    Said.waiting(bench).stream()
        .filter(row -> row.demand().kind() != Demand.Kind.LINE)
        .flatMap(row -> bench.mayTell(row).stream())
        .forEach(message -> Sent.judged(message, team));
  }

  private static Team large() {
    TeamSetup setup = TeamSetup.team().wip(1_000).rooms(DiscordHall.ROOM.name());
    for (int i = 0; i < 40; i++) {
      setup.lane("lane-" + i, lane -> {});
    }
    Team usual = setup.done();
    Map<PersonId, Team.Person> people = new LinkedHashMap<>(usual.people());
    for (int i = 0; i < 500; i++) {
      people.put(new PersonId("person-" + i), Team.Person.MEMBER);
    }
    return DiscordHall.with(usual, people);
  }
}
