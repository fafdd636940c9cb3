package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

  private static List<String> text(String json) {
    try {
      return AnswerText.of(new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void work_comes_with_all_there_is_to_know() {
    assertThat(text("""
        {'ok':true,'task':null,'you':{'agent':'ada','paused':false},'stop':[],'line':null,
         'holds':[{'task':'T-41','epoch':7,'kind':'rework','lease_until':'2026-01-01T10:00:00Z',
           'title':'Retry','brief':'Line one.\\nLine two.','done_when':['Tests pass.','Docs.'],
           'feedback':'Too short.','handover':{'by':'kai','note':'Half done.'},
           'link':'https://git.example/7'}],
         'next_heartbeat_within_s':60}
        """))
        .containsExactly(
            "revise: T-41 Retry (epoch 7, yours until 2026-01-01T10:00:00Z)",
            "  brief: Line one.\n    Line two.",
            "  done when: Tests pass.",
            "  done when: Docs.",
            "  feedback: Too short.",
            "  link: https://git.example/7",
            "  left by kai: Half done.",
            "heartbeat: due within 60 s");
  }

  @Test
  void a_place_in_line_and_what_to_stop_are_told() {
    assertThat(text("""
        {'you':{'paused':true},'holds':[],'stop':[{'task':'T-4','epoch':3,'reason':'lost'}],
         'task':{'id':'T-9','title':'One','state':'todo','lane':'build'},
         'line':{'position':2,'wish':'T-9','waiting_for':'slot'},'next_heartbeat_within_s':60}
        """))
        .containsExactly(
            "T-9 One: todo in build",
            "stop: T-4, epoch 3 (lost)",
            "in line: place 2 for T-9, waiting for slot",
            "paused: you are given nothing");
    assertThat(text("{'you':{},'holds':[],'stop':[],'line':null}"))
        .containsExactly("you hold nothing");
  }

  @Test
  void a_refusal_says_why_and_what_to_do() {
    assertThat(text("""
        {'code':'illegal_move','title':'That cannot be done.','detail':'It is done.','do':'fix',
         'legal':['return'],'retry_after_s':3}
        """))
        .containsExactly(
            "refused: illegal_move. That cannot be done.",
            "  why: It is done.",
            "do: fix, in 3 s",
            "  you may: return");
  }

  @Test
  void text_of_others_cannot_steer_a_terminal() {
    assertThat(
            text(
                "{'holds':[{'task':'T-1','title':'a\\u001b[31m\\rb\\u202e\\u009bc\\nd','brief':'\\u0007x'}]}"))
        .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]"))
        .anySatisfy(line -> assertThat(line).contains("a?[31m?b??c d"));
  }
}
