package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHttpTest {

  private static final Pattern BEFORE = Pattern.compile("data-before=\"([0-9]+)\"");

  private Demo demo;
  private Browser browser;

  @BeforeEach
  void start() {
    demo = new Demo(Clock.systemUTC(), 0);
    new Sample(demo.reads, Clock.systemUTC()).fill();
    browser = new Browser(demo.server.url());
    browser.get(demo.access.link(Sample.TEAM, Sample.RYAN));
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void the_page_has_no_inline_script_or_style() {
    String page = browser.get("/").body();
    assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContain("<style");
    assertThat(page).doesNotContainPattern("<[a-z][^>]* (style|on[a-z]+)=");
  }

  @Test
  void the_page_s_files_may_be_kept_for_ever() {
    List<String> files = Pattern.compile("/assets/[a-z.0-9]+")
        .matcher(browser.get("/").body())
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
    assertThat(files).hasSize(8);
    for (String file : files) {
      HttpResponse<String> answer = browser.get(file);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/page.css",
        "/assets/nothing",
        "/assets/..%2f..%2fsignalbox.db",
        "/assets/..",
        "/nothing",
        "/thread/T-999",
        "/thread/nonsense"
      })
  void what_is_not_there_is_not_found(String path) {
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void a_command_is_answered_in_private() {
    HttpResponse<String> answer =
        browser.say("{\"text\":\"/signalbox new \\\"Say hello\\\"\"}", "/say");
    assertThat(answer.body())
        .doesNotContain("data-refused")
        .contains("Only you can see this")
        .contains("T-60 is on the board.");
    assertThat(browser.get("/").body()).contains("id=\"card-T-60\"");
  }

  @Test
  void in_a_thread_the_task_is_known() {
    assertThat(browser.say("{\"text\":\"note fine\",\"task\":\"T-35\"}", "/say").body())
        .contains("Noted in T-35.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/say   | {}                              | bad_value",
        "/say   | {'text':7}                      | bad_value",
        "/say   | {'text':'x','task':'nonsense'}  | bad_value",
        "/say   | {'text':'x','person':'sam'}     | unknown_field",
        "/say   | nonsense                        | bad_json",
        "/press | {'fields':{}}                   | bad_value",
        "/press | {'action':'x','fields':[]}      | bad_value",
        "/press | {'action':'x','fields':{'a':1}} | bad_value",
      })
  void what_makes_no_sense_is_refused(String path, String body, String code) {
    HttpResponse<String> refused = browser.say(body.replace('\'', '"'), path);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"code\":\"" + code + "\"");
  }

  @Test
  void too_much_at_once_is_refused_with_its_length() {
    assertThat(browser.say("{\"text\":\"" + "x".repeat(20_001) + "\"}", "/say").body())
        .contains("this has 20001.");
  }

  @Test
  void older_messages_come_on_demand() {
    for (int i = 0; i < 250; i++) {
      demo.tell(1_000 + i, demo.say.todo(1_000 + i, "Task"));
    }
    String page = browser.get("/").body();
    assertThat(page.split("<article").length - 1).isEqualTo(Sights.FIRST);
    Matcher before = BEFORE.matcher(page);
    assertThat(before.find()).isTrue();
    int pages = 0;
    String older = "";
    for (String from = before.group(1); from != null; pages++) {
      older = browser.get("/older?before=" + from).body();
      Matcher next = BEFORE.matcher(older);
      from = next.find() ? next.group(1) : null;
    }
    assertThat(pages).isEqualTo(4);
    assertThat(older).contains("id=\"card-T-28\"");
  }

  @Test
  void newer_messages_come_on_demand() {
    for (int i = 0; i < 120; i++) {
      demo.tell(1_000 + i, demo.say.todo(1_000 + i, "Task"));
    }
    String newer = browser.get("/newer?after=0").body();
    assertThat(newer.split("<article").length - 1).isEqualTo(50);
    assertThat(newer).contains("id=\"card-T-28\"").contains("data-after=");
    assertThat(browser.get("/newer?after=999999").body()).doesNotContain("<article", "data-after");
    assertThat(browser.get("/newer?after=x").statusCode()).isEqualTo(400);
  }

  @Test
  void who_is_lost_gets_a_page_if_it_is_a_person() {
    assertThat(browser.send("GET", "/nothing", null, "Accept", "text/html,*/*").body())
        .contains("<h1>There is nothing at this address</h1>");
    assertThat(
            browser.send("GET", "/nothing", null, "Accept", "application/json").body())
        .contains("\"code\":\"not_found\"");
  }

  @Test
  void what_could_be_typed_counts_from_what_was_typed() {
    demo.titles.add("claim");
    assertThat(browser
            .say("{\"text\":\"/signalbox cl\",\"cursor\":13}", "/complete")
            .body())
        .isEqualTo("[{\"insert\":\"T-1 \",\"from\":11,\"to\":13,"
            + "\"label\":\"claim\",\"hint\":\"claim\"}]");
    assertThat(browser.say("{\"text\":\"cl\",\"cursor\":9}", "/complete").body())
        .isEqualTo("[]");
    assertThat(browser.send("POST", "/complete", "{}").statusCode()).isEqualTo(403);
  }
}
