package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.OMAR;
import static dev.signalbox.talk.Bench.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Grammar;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.testkit.TeamSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may what: every command and every button, by an admin, a member, the task's owner and somebody
 * the team does not know.
 */
class PermissionsTest {

  private static final Actor MIA = Bench.person("mia");

  /** priya is the admin, omar a member, mia owns T-1, nobody is nobody. */
  private static final Map<String, Actor> PEOPLE = new LinkedHashMap<>();

  static {
    PEOPLE.put("admin", PRIYA);
    PEOPLE.put("member", OMAR);
    PEOPLE.put("owner", MIA);
    PEOPLE.put("unknown", null);
  }

  /** How T-1 stands, what is typed, and who may: admin, member, owner, unknown. */
  private static final String TABLE = """
      todo   | show T-1                              | + + + +
      todo   | list                                  | + + + +
      todo   | why T-1                               | + + + +
      todo   | mute T-1                              | + + + +
      todo   | unmute T-1                            | + + + +
      todo   | board                                 | + + + +
      todo   | board share                           | + + + -
      todo   | agents                                | + + + +
      todo   | agent show ada                        | + + + +
      todo   | lanes                                 | + + + +
      todo   | people                                | + + + +
      todo   | resources                             | + + + +
      todo   | resource show "files:src/**"          | + + + +
      todo   | help                                  | + + + +
      todo   | digest now                            | + + + +
      todo   | digest off                            | + - - -
      todo   | new Write it lane:docs                | + + + -
      todo   | note T-1 see T-2                      | + + + -
      todo   | claim T-1 agent:ada                   | + - + -
      own    | claim T-1 agent:ada                   | + + + -
      doing  | submit T-1 done                       | - - - -
      mine   | submit T-1 done                       | - + - -
      line   | leave_line agent:ada                  | - - - -
      myline | leave_line agent:ada                  | - + - -
      doing  | release T-1 let go                    | + - + -
      mine   | release T-1 let go                    | + + + -
      doing  | stuck T-1 which key?                  | + - + -
      mine   | stuck T-1 which key?                  | + + + -
      review | pass T-1                              | + - + -
      review | fail T-1 not yet                      | + - + -
      ready  | accept T-1                            | + - + -
      ready  | return T-1 too long                   | + - + -
      stuck  | unblock T-1 go on                     | + - + -
      stuck  | snooze T-1                            | + - + -
      stuck  | reassign T-1 agent:ada                | + - + -
      todo   | edit T-1 priority:high                | + - + -
      todo   | cancel T-1 not needed                 | + - + -
      todo   | agent add zed lane:docs               | + - - -
      todo   | agent rotate ada                      | + - - -
      todo   | agent remove ada                      | + - - -
      todo   | agent pause ada                       | + - - -
      todo   | agent resume ada                      | + - - -
      todo   | lane pause build                      | + - - -
      todo   | lane resume build                     | + - - -
      todo   | lane set build wip:2                  | + - - -
      todo   | lane remove docs                      | + - - -
      todo   | person set omar role:admin            | + - - -
      todo   | person remove omar                    | + - - -
      todo   | team pause                            | + - - -
      todo   | team resume                           | + - - -
      todo   | setup lanes:"build 2, docs, review"   | + - - -
      todo   | reload                                | + - - -
      todo   | config show                           | + - - -
      todo   | config export                         | + - - -
      todo   | doctor                                | + - - -
      """;

  /** One line of the table. */
  record Row(String state, String typed, Set<String> may) {
    static Row of(String line) {
      String[] cells = line.split("\\|", 3);
      String[] marks = cells[2].strip().split(" ", -1);
      List<String> people = List.copyOf(PEOPLE.keySet());
      Set<String> may = new LinkedHashSet<>();
      for (int i = 0; i < marks.length; i++) {
        if (marks[i].equals("+")) {
          may.add(people.get(i));
        }
      }
      return new Row(cells[0].strip(), cells[1].strip(), may);
    }

    Verb verb() {
      return ((Ask) Grammar.read(typed, null)).verb();
    }
  }

  @TempDir
  Path directory;

  private Bench bench;
  private int benches;

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  static List<Row> rows() {
    return TABLE.lines().map(Row::of).toList();
  }

  @Test
  void the_table_has_every_command() {
    assertThat(rows().stream().map(Row::verb).collect(Collectors.toSet()))
        .containsAll(Catalogue.verbs());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_command_is_for_those_who_may(Row row) {
    for (Map.Entry<String, Actor> who : PEOPLE.entrySet()) {
      begin(row.state());
      long before = bench.log().size();
      Message answer = bench.hears(who.getValue(), row.typed());
      String what = who.getKey() + " says " + row.typed() + ": " + Shown.text(answer);
      assertThat(answer.kind()).isEqualTo(Message.Kind.ANSWER);
      assertThat(!refused(answer)).as(what).isEqualTo(row.may().contains(who.getKey()));
      if (refused(answer)) {
        assertThat(Shown.text(answer)).as(what).matches("(?s)(Only |I don't know you).*");
        assertThat(bench.log()).as(what).hasSize((int) before);
        assertThat(bench.offices.changes).as(what).isEmpty();
      }
    }
  }

  /** An answer whose first line is a warning says no, but for what is wrong with the patient. */
  private static boolean refused(Message answer) {
    return answer.lines().get(0).role() == Role.WARNING;
  }

  // -- buttons ------------------------------------------------------------------------------------

  static Stream<String> states() {
    return Stream.of("todo", "doing", "review", "ready", "stuck", "done");
  }

  @ParameterizedTest
  @MethodSource("states")
  void a_button_is_for_those_who_may_and_only_in_time(String state) {
    begin(state);
    int number = buttons().size();
    for (int i = 0; i < number; i++) {
      begin(state);
      Button button = buttons().get(i);
      String what = state + ": " + button.label();
      boolean looks = button.action().startsWith("sb:1:show:");
      long before = bench.log().size();
      for (Actor stranger : new Actor[] {OMAR, null}) {
        Message no = bench.pressed(stranger, button, filled(button));
        assertThat(refused(no)).as(what).isEqualTo(!looks);
        assertThat(bench.log()).as(what).hasSize((int) before);
      }
      Message yes = bench.pressed(MIA, button, filled(button));
      assertThat(refused(yes)).as(what + Shown.text(yes)).isFalse();
      if (!looks) {
        assertThat(bench.log().size()).as(what).isGreaterThan((int) before);
        bench.minutes(1);
        long after = bench.log().size();
        Message late = bench.pressed(MIA, button, filled(button));
        assertThat(refused(late)).as(what + " again: " + Shown.text(late)).isTrue();
        assertThat(bench.log()).as(what).hasSize((int) after);
      }
    }
  }

  private List<Button> buttons() {
    List<Button> all = new ArrayList<>(bench.card(new TaskId(1)).buttons());
    if (bench.taskNow(new TaskId(1)).ping() > 0) {
      all.addAll(bench.ping(new TaskId(1)).buttons());
    }
    return all;
  }

  private static Map<String, String> filled(Button button) {
    return button.fields().stream()
        .collect(Collectors.toMap(
            Button.Field::name, field -> field.choices().isEmpty() ? "as this test wants" : "cy"));
  }

  // -- how T-1 stands -----------------------------------------------------------------------------

  private void begin(String state) {
    close();
    bench = new Bench(
        directory.resolve("b" + benches++),
        TeamSetup.team().lane("build", lane -> lane.wip(1)).done());
    boolean own = state.equals("own") || state.equals("mine") || state.equals("myline");
    agent("ada", "build", own ? new PersonId("omar") : null);
    agent("cy", "build", null);
    agent("dora", "docs", null);
    boolean docs = state.equals("ready");
    TaskId task = new TaskId(1);
    bench.yes(new TaskCommand.New(
        PRIYA,
        "Retry failed webhooks",
        "",
        List.of(),
        new LaneId(docs ? "docs" : "build"),
        List.of(),
        null,
        new PersonId("mia"),
        List.of(),
        null));
    switch (state) {
      case "doing", "mine" -> bench.claims("ada", task);
      case "review" -> {
        agent("lex", "review", null);
        bench.claims("ada", task);
        bench.submits("ada", task);
      }
      case "done" -> {
        agent("lex", "review", null);
        bench.finishes("ada", "lex", task);
      }
      case "ready" -> {
        bench.claims("dora", task);
        bench.submits("dora", task);
      }
      case "stuck" -> {
        bench.claims("ada", task);
        bench.stuck("ada", task, "which key?");
      }
      case "line", "myline" -> {
        bench.claims("cy", task);
        bench.claims("ada", bench.task("Next", "build"));
      }
      default -> assertThat(state).isIn("todo", "own");
    }
  }

  private void agent(String name, String lane, PersonId person) {
    bench.yes(new TeamCommand.AddAgent(
        Actor.OPERATOR, new AgentId(name), new LaneId(lane), person, "sbx_1"));
    bench.beats(name);
  }
}
