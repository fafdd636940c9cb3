package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.ledger.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same through the database: what agents are told survives being written down. */
@Timeout(60)
class RealLedgerTest {

  @TempDir
  private Path data;

  private Store store;
  private World world;

  @BeforeEach
  void open() {
    store = Store.open(data, Store.Options.DEFAULT);
    world = new World(store.ledger(), store.reads());
  }

  @AfterEach
  void close() {
    world.close();
    store.close();
  }

  @Test
  void a_task_goes_from_new_to_done_with_a_review_that_fails_once() {
    post(
        "kai",
        "{'type':'new','title':'Write it','lane':'build','brief':'Long.','done_when':['Tests"
            + " pass.']}");
    post("quill", "{'type':'heartbeat'}");
    var work = post("ada", "{'type':'next'}");
    assertThat(work.at("/holds/0/brief")).isEqualTo("Long.");
    assertThat(work.at("/holds/0/done_when/0")).isEqualTo("Tests pass.");
    post(
        "ada",
        "{'type':'submit','task':'T-1','epoch':1,'link':'https://git.example/7','note':'Done.',"
            + "'checks':['Tests pass.']}");

    var review = post("quill", "{'type':'next'}");
    assertThat(review.at("/holds/0/kind")).isEqualTo("review");
    assertThat(review.at("/holds/0/link")).isEqualTo("https://git.example/7");
    assertThat(review.at("/holds/0/checks/0")).isEqualTo("Tests pass.");

    post("ada", "{'type':'heartbeat'}");
    post("quill", "{'type':'fail','task':'T-1','epoch':2,'feedback':'Too short.'}");
    var rework = post("ada", "{'type':'next'}");
    assertThat(rework.at("/holds/0/kind")).isEqualTo("rework");
    assertThat(rework.at("/holds/0/feedback")).isEqualTo("Too short.");

    post("ada", "{'type':'submit','task':'T-1','epoch':3,'note':'Longer.'}");
    post("quill", "{'type':'next'}");
    var passed = post("quill", "{'type':'pass','task':'T-1','epoch':4}");
    assertThat(passed.at("/task/state")).isEqualTo("done");

    var told = world.get("ada", "/v1/tasks/T-1");
    assertThat(told.at("/task/state")).isEqualTo("done");
    assertThat(told.at("/passed_by")).isEqualTo("agent:quill");
    assertThat(told.at("/reviews")).isEqualTo("2");
    assertThat(told.json().at("/history").findValuesAsText("type"))
        .containsSubsequence("Created", "Claimed", "Submitted", "Failed", "Passed", "Done");
  }

  @Test
  void late_work_is_handed_to_the_next_holder_and_never_applied() {
    post("quill", "{'type':'new','title':'Write it','lane':'build'}");
    post("ada", "{'type':'next'}");
    post("ada", "{'type':'heartbeat','note':'Half done.','progress':50}");
    for (int i = 0; i < 18; i++) { // at once it would be a stall, which ends no lease
      world.time.pass(Duration.ofSeconds(20));
      post("kai", "{'type':'heartbeat'}");
    }
    post("kai", "{'type':'next'}");

    var late = post(
        "ada",
        "{'type':'submit','task':'T-1','epoch':1,'link':'https://git.example/late',"
            + "'note':'Here it is.'}");
    var next = post("kai", "{'type':'next'}");

    assertThat(late.refusal()).isEqualTo("409 stale_claim");
    assertThat(late.at("/stop/0/reason")).isEqualTo("lost");
    assertThat(next.json().at("/holds/0/handover").toString())
        .isEqualTo("{\"by\":\"ada\",\"note\":\"Half done.\",\"progress\":50,"
            + "\"late_link\":\"https://git.example/late\",\"late_note\":\"Here it is.\","
            + "\"untrusted\":true}");
  }

  @Test
  void lists_and_log_are_paged_without_a_gap_or_a_repeat() {
    for (int i = 0; i < 7; i++) {
      post("ada", "{'type':'new','title':'Write it'}");
    }
    List<String> tasks = new ArrayList<>();
    for (String cursor = ""; cursor != null; ) {
      var page = world.get("ada", "/v1/tasks?state=todo&lane=build&limit=3" + cursor);
      page.json().path("tasks").forEach(task -> tasks.add(task.path("id").asText()));
      String next = page.json().path("next_cursor").textValue();
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertThat(tasks).containsExactly("T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7");

    long last = world.get("ada", "/v1/board").json().path("event").asLong();
    try (Stream<String> lines = world.stream("ada", "/v1/events").body()) {
      List<String> ids =
          lines.filter(line -> line.startsWith("id: ")).limit(last).toList();
      assertThat(ids).doesNotHaveDuplicates().endsWith("id: " + last);
    }
  }

  @Test
  void keys_teams_and_revoked_tokens_are_kept_apart() {
    String body = "{'type':'new','title':'Write it'}".replace('\'', '"');
    world.post("ada", body, Keys.HEADER, "k");
    assertThat(world.post("ada", body, Keys.HEADER, "k").header(Keys.REPLAYED)).isEqualTo("true");
    assertThat(world.get("other/ada", "/v1/tasks/T-1").refusal()).isEqualTo("404 not_found");
    world.does(new TaskCommand.Cancel(Actor.of(new PersonId("you")), new TaskId(1), "No."));
    assertThat(world.get("ada", "/v1/tasks/T-1").at("/closed_by")).isEqualTo("person:you");

    world.revoke("ada");
    world.time.pass(Tokens.LAG_MAX);

    assertThat(world.get("ada", "/v1/board").refusal()).isEqualTo("401 bad_token");
    assertThat(world.get("other/ada", "/v1/board").status()).isEqualTo(200);
  }

  private World.Answer post(String agent, String body) {
    return world.post(agent, body.replace('\'', '"'));
  }
}
