package dev.signalbox.talk.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.TaskId;
import dev.signalbox.talk.language.Parsed.Ask;
import dev.signalbox.talk.language.Parsed.Problem;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {

  /** What was understood, in one line: verb, id, options in the order of their names. */
  private static String understood(String text, TaskId thread) {
    Parsed parsed = Grammar.read(text, thread);
    if (parsed instanceof Problem problem) {
      return problem.key() + (problem.named().isEmpty() ? "" : " " + sorted(problem.named()));
    }
    Ask ask = (Ask) parsed;
    String id = ask.task() == null ? "" : " " + ask.task();
    return ask.verb().typed() + id + (ask.values().isEmpty() ? "" : " " + sorted(ask.values()));
  }

  private static Map<String, String> sorted(Map<String, String> values) {
    return new TreeMap<>(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // nouns and verbs
        "claim T-41                              | claim T-41",
        "task claim T-41                         | claim T-41",
        "Claim t41                               | claim T-41",
        "/claim T-41                             | claim T-41",
        "claim t-41                              | claim T-41",
        "claim id:T-41                           | claim T-41",
        "board                                   | board",
        "agents                                  | agent list",
        "agent list                              | agent list",
        "tasks                                   | list",
        "task list mine                          | list {mine=mine}",
        "agent pause ada                         | agent pause {agent=ada}",
        "agent pause agent:ada                   | agent pause {agent=ada}",
        "agent resume @ada                       | agent resume {agent=ada}",
        "lane pause build                        | lane pause {lane=build}",
        "lane resume build                       | lane resume {lane=build}",
        "team pause                              | team pause",
        "team resume                             | team resume",
        "help                                    | help",
        "help claim                              | help {topic=claim}",
        "help agent pause                        | help {topic=agent pause}",
        // options
        "claim T-41 agent:ada                    | claim T-41 {agent=ada}",
        "claim agent:ada T-41                    | claim T-41 {agent=ada}",
        "claim T-41 Agent:Ada                    | claim T-41 {agent=ada}",
        "claim T-41 ada                          | claim T-41 {agent=ada}",
        "reassign T-41 @cy                       | reassign T-41 {agent=cy}",
        "list lane:build state:review            | list {lane=build, state=REVIEW}",
        "list owner:@Priya                       | list {owner=priya}",
        "list agent:ada                          | list {agent=ada}",
        "board lane:build                        | board {lane=build}",
        "board build                             | board {lane=build}",
        "show t7                                 | show T-7",
        "edit T-41 priority:HIGH                 | edit T-41 {priority=HIGH}",
        "edit T-41 priority:high owner:@sam      | edit T-41 {owner=sam, priority=HIGH}",
        "edit T-41 title:\"Two words\"           | edit T-41 {title=Two words}",
        "edit T-41 after:T-1,t2                  | edit T-41 {after=T-1,t2}",
        "edit T-41 after:\"T-1, T-2\"            | edit T-41 {after=T-1, T-2}",
        "edit T-41 route:docs,review             | edit T-41 {route=docs,review}",
        "edit T-41 done-when:\"it works; it is quick\" | edit T-41 {done_when=it works; it is quick}",
        "leave_line ada                          | leave_line {agent=ada}",
        "leave-line agent:ada                    | leave_line {agent=ada}",
        "leave_line T-41 agent:ada               | leave_line T-41 {agent=ada}",
        // free text
        "new Write the guide                     | new {title=Write the guide}",
        "new \"Write the guide\" lane:docs       | new {lane=docs, title=Write the guide}",
        "new lane:docs Write the guide           | new {lane=docs, title=Write the guide}",
        "new title:\"Write it\" lane:docs        | new {lane=docs, title=Write it}",
        "new “Write the guide” lane:docs         | new {lane=docs, title=Write the guide}",
        "new „Schreib es“ lane:docs              | new {lane=docs, title=Schreib es}",
        "new Say \"hello\" twice                 | new {title=Say \"hello\" twice}",
        "new \"Say \\\"hello\\\"\"               | new {title=Say \"hello\"}",
        "fail T-41 the list misses 429           | fail T-41 {feedback=the list misses 429}",
        "fail T-41 feedback:\"no sleeps\"        | fail T-41 {feedback=no sleeps}",
        "fail T-41 fix: the list                 | fail T-41 {feedback=fix: the list}",
        "fail T-41 the rule note:this matters    | fail T-41 {feedback=the rule note:this matters}",
        "note T-41 see https://x.test/a:b        | note T-41 {text=see https://x.test/a:b}",
        "note T-41 at 10:30 it broke             | note T-41 {text=at 10:30 it broke}",
        "note T-41 it's 5\" wide                 | note T-41 {text=it's 5\" wide}",
        "note T-41 agent:ada                     | problem.option {got=agent, verb=note}",
        "submit T-41 link:https://x.test/1 done  | submit T-41 {link=https://x.test/1, note=done}",
        "submit T-41 done link:https://x.test/1  | submit T-41 {link=https://x.test/1, note=done}",
        "stuck T-41 no key need:\"a key\"        | stuck T-41 {need=a key, reason=no key}",
        "release T-41 later after:T-44           | release T-41 {after=T-44, note=later}",
        "return T-41 the README is missing       | return T-41 {why=the README is missing}",
        "cancel T-41 nobody needs it             | cancel T-41 {reason=nobody needs it}",
        "pass T-41                               | pass T-41",
        "pass T-41 good work                     | pass T-41 {note=good work}",
        "accept T-41                             | accept T-41",
        "unblock T-41 you have access now        | unblock T-41 {note=you have access now}",
        // not understood
        "clam T-41                               | problem.verb_near {got=clam, near=claim}",
        "calim T-41                              | problem.verb_near {got=calim, near=claim}",
        "frobnicate                              | problem.verb {got=frobnicate}",
        "pause                                   | problem.which {got=pause, some=agent pause, lane pause, team pause}",
        "agent rezume ada                        | problem.verb_near {got=rezume, near=agent resume}",
        "agent                                   | problem.which {got=agent, some=agent list, agent show, agent add, agent rotate, agent remove, agent pause, agent resume}",
        "agent pas ada                           | problem.which {got=agent pas, some=agent list, agent show, agent add, agent rotate, agent remove, agent pause, agent resume}",
        "claim                                   | problem.no_id",
        "claim agent:ada                         | problem.no_id",
        "claim 4l                                | problem.id {got=4l}",
        "claim T-0                               | problem.id {got=T-0}",
        "claim T-99999999                        | problem.id {got=T-99999999}",
        "show                                    | problem.no_id",
        "claim T-41 agnt:ada                     | problem.option_near {got=agnt, near=agent, verb=claim}",
        "claim T-41 colour:red                   | problem.option {got=colour, verb=claim}",
        "new Write it lan:docs                   | problem.option_near {got=lan, near=lane, verb=new}",
        "claim T-41 agent:ada agent:bob          | problem.twice {name=agent}",
        "claim T-41 agent:\"not a name\"         | problem.name {got=not a name, name=agent}",
        "edit T-41 priority:huge                 | problem.choice {got=huge, some=urgent, high, normal, low}",
        "list state:open                         | problem.choice {got=open, some=todo, doing, review, ready, stuck, done, cancelled}",
        "list yours                              | problem.rest {got=yours}",
        "edit T-41 after:T-1,nine                | problem.id {got=nine}",
        "edit T-41 something                     | problem.rest {got=something}",
        "accept T-41 please                      | problem.rest {got=please}",
        "team pause now                          | problem.rest {got=now}",
        "new                                     | ask.title",
        "new \"\"                                | ask.title",
        "new lane:docs                           | ask.title",
        "fail T-41                               | ask.feedback",
        "return T-41                             | ask.why",
        "cancel T-41                             | ask.reason",
        "submit T-41                             | ask.note",
        "release T-41                            | ask.note",
        "stuck T-41                              | ask.reason",
        "note T-41                               | ask.text",
        "reassign T-41                           | ask.agent",
        "agent pause                             | ask.agent",
        "lane pause                              | ask.lane",
        "leave_line                              | ask.agent",
        "new \"Write it                          | problem.quote",
      })
  void reads(String typed, String expected) {
    assertThat(understood(typed.strip(), null)).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "claim agent:ada            | claim T-7 {agent=ada}",
        "claim ada                  | claim T-7 {agent=ada}",
        "claim                      | claim T-7",
        "show                       | show T-7",
        "show T-41                  | show T-41",
        "fail the list misses 429   | fail T-7 {feedback=the list misses 429}",
        "note T-41 goes first       | note T-41 {text=goes first}",
        "pass                       | pass T-7",
        "edit priority:low          | edit T-7 {priority=LOW}",
        "new Another one            | new {title=Another one}",
        "board                      | board",
      })
  void in_a_thread_the_id_may_be_left_out(String typed, String expected) {
    assertThat(understood(typed.strip(), new TaskId(7))).isEqualTo(expected.strip());
  }

  @Test
  void nothing_at_all_is_answered() {
    assertThat(understood("", null)).isEqualTo("problem.empty");
    assertThat(understood("  \n ", null)).isEqualTo("problem.empty");
    assertThat(understood("/", null)).isEqualTo("problem.empty");
  }

  @Test
  void free_text_keeps_its_lines() {
    assertThat(understood("fail T-41 1. misses 429\n2. sleeps", null))
        .isEqualTo("fail T-41 {feedback=1. misses 429\n2. sleeps}");
  }

  @Test
  void what_cannot_be_shown_is_named_with_its_place() {
    assertThat(understood("note T-41 ring\u0007", null))
        .isEqualTo("problem.unseen {code=U+0007, position=15}");
  }

  @Test
  void too_much_is_refused_with_its_length() {
    assertThat(understood("note T-41 " + "a".repeat(20_000), null))
        .isEqualTo("problem.too_long {length=20010, max=20000}");
  }

  @Test
  void a_long_wrong_word_is_shown_cut() {
    assertThat(understood("x".repeat(300), null))
        .isEqualTo("problem.verb {got=" + "x".repeat(40) + "…}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        "::",
        "a:",
        "task",
        "task task",
        "claim :",
        "claim T-41 :",
        "\"",
        "“",
        "claim T-41 \"",
        "🤖",
        "claim 🤖",
        "new 🤖",
        "fail T-41 \\",
        "note T-41 \\\"",
        "key:\"",
        "edit T-41 :high",
        "list mine mine",
        "help help help",
        "agents agents",
        "task agents",
        "T-41",
        "T-41 claim",
        "new a:b c:d e:f",
        "leave_line T-41",
        "edit T-41 after:,,,",
        "edit T-41 route:,",
        "note T-41 ‏‎",
        "- - -",
        "-- claim",
        "//claim",
        "claim T-41 agent:",
        "new title:\"a\" b c"
      })
  void whatever_is_typed_gets_an_answer(String typed) {
    assertThat(Grammar.read(typed, null)).isNotNull();
    assertThat(Grammar.read(typed, new TaskId(7))).isNotNull();
  }

  @Test
  void items_and_lists_are_parted() {
    Ask ask = (Ask) Grammar.read("new x after:T-1,,t2 done_when:\"a; b;; c\"", null);
    assertThat(ask.tasks("after")).containsExactly(new TaskId(1), new TaskId(2));
    assertThat(ask.items("done_when")).containsExactly("a", "b", "c");
  }

  @Test
  void a_form_is_checked_as_if_it_were_typed() {
    Verb fail = Catalogue.find("", "fail").orElseThrow();
    assertThat(Grammar.filled(fail, new TaskId(7), Map.of("feedback", " misses 429 ")))
        .isEqualTo(new Ask(fail, new TaskId(7), Map.of("feedback", "misses 429")));
    assertThat(Grammar.filled(fail, new TaskId(7), Map.of("feedback", "  ", "x", "y")))
        .isEqualTo(new Problem("ask.feedback", Map.of(), fail));
    assertThat(Grammar.filled(fail, null, Map.of("feedback", "a")))
        .isEqualTo(new Problem(Problem.NO_ID, Map.of(), fail));
  }
}
