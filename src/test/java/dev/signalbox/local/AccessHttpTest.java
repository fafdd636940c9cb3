package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.LedgerException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessHttpTest {

  private static final TeamId OTHER = new TeamId("other");
  private static final PersonId SAM = new PersonId("sam");

  private Instant now = Instant.parse("2030-01-01T09:00:00Z");
  private Demo demo;
  private Browser browser;

  @BeforeEach
  void start() {
    demo = new Demo(() -> now, 0);
    demo.reads.show(Sample.quiet(Sample.TEAM, Set.of(Sample.RYAN), now));
    demo.reads.show(Sample.quiet(OTHER, Set.of(Sample.RYAN, SAM), now));
    browser = new Browser(demo.server.url());
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private HttpResponse<String> open(TeamId team, PersonId person) {
    return browser.get(demo.access.link(team, person));
  }

  @Test
  void a_link_becomes_a_cookie_that_scripts_and_other_sites_never_see() {
    HttpResponse<String> opened = open(Sample.TEAM, Sample.RYAN);
    assertThat(opened.statusCode()).isEqualTo(303);
    assertThat(opened.headers().firstValue("Location")).contains("/");
    assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
        .matches("signalbox-[0-9]+-reflectt=[A-Za-z0-9_-]{43}; Path=/; Max-Age=2592000;"
            + " HttpOnly; SameSite=Strict");
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void the_ledger_keeps_a_hash_and_never_the_secret() {
    open(Sample.TEAM, Sample.RYAN);
    String secret = browser.cookies().values().iterator().next();
    assertThat(demo.reads.sessionHashes())
        .singleElement()
        .isEqualTo(Secrets.hash(secret))
        .isNotEqualTo(secret);
  }

  @Test
  void a_link_opened_twice_opens_nothing() {
    String link = demo.access.firstLink(Sample.TEAM, Sample.RYAN);
    assertThat(browser.get(link).statusCode()).isEqualTo(303);
    HttpResponse<String> again = new Browser(demo.server.url()).get(link);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("signalbox link --person NAME");
    assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void a_link_ends_after_ten_minutes_but_the_first_one_lasts() {
    String link = demo.access.link(Sample.TEAM, Sample.RYAN);
    String first = demo.access.firstLink(Sample.TEAM, Sample.RYAN);
    now = now.plus(Duration.ofMinutes(10));
    assertThat(browser.get(link).statusCode()).isEqualTo(401);
    assertThat(browser.get(first).statusCode()).isEqualTo(303);
  }

  @Test
  void looking_ahead_does_not_use_a_link_up() {
    String link = demo.access.link(Sample.TEAM, Sample.RYAN);
    browser.send("HEAD", link, null);
    assertThat(browser.send("GET", link, null, "Sec-Purpose", "prefetch").statusCode())
        .isEqualTo(404);
    assertThat(browser.get(link).statusCode()).isEqualTo(303);
  }

  @Test
  void a_link_is_good_again_when_the_session_could_not_be_stored() {
    String link = demo.access.link(Sample.TEAM, Sample.RYAN);
    demo.reads.breakWith(
        new LedgerException(LedgerException.Kind.FULL, "full", new IllegalStateException()));
    assertThat(browser.get(link).statusCode()).isEqualTo(503);
    demo.reads.breakWith(null);
    assertThat(browser.get(link).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?token=%s", "/?key=%s", "/?team=reflectt&token=%s"})
  void without_a_cookie_the_page_says_how_to_get_in(String path) {
    open(Sample.TEAM, Sample.RYAN);
    String secret = browser.cookies().values().iterator().next();
    HttpResponse<String> closed = new Browser(demo.server.url()).get(path.replace("%s", secret));
    assertThat(closed.statusCode()).isEqualTo(401);
    assertThat(closed.body()).contains("signalbox link --person NAME").doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/older?before=9", "/thread/T-1"})
  void without_a_cookie_nothing_is_read(String path) {
    HttpResponse<String> refused = browser.get(path);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("no_session");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/?team=%s", "/stream?team=%s", "/older?before=9&team=%s", "/thread/T-1?team=%s"})
  void a_session_of_one_team_reads_no_other(String path) {
    open(Sample.TEAM, Sample.RYAN);
    assertThat(browser.get(path.replace("%s", "other")).statusCode()).isEqualTo(401);
    assertThat(browser.get(path.replace("%s", "nosuch")).statusCode()).isEqualTo(401);
    // Nor under another team's name.
    String mine = browser.cookies().values().iterator().next();
    String name = browser.cookies().keySet().iterator().next().replace("reflectt", "other");
    browser.cookies().put(name, mine);
    assertThat(browser.get(path.replace("%s", "other")).statusCode()).isEqualTo(401);
    assertThat(browser.say("{\"text\":\"help\"}", "/say?team=other").statusCode())
        .isEqualTo(401);
  }

  @Test
  void two_teams_in_one_browser_are_linked_to_each_other() {
    open(Sample.TEAM, Sample.RYAN);
    assertThat(browser.get("/").body()).doesNotContain("/?team=");
    assertThat(open(OTHER, Sample.RYAN).headers().firstValue("Location")).contains("/?team=other");
    assertThat(browser.get("/?team=other").body())
        .contains("data-team=\"other\"")
        .contains("href=\"/?team=reflectt\"");
  }

  @Test
  void a_session_ends_after_thirty_days_and_with_its_person() {
    open(OTHER, SAM);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    demo.reads.show(Sample.quiet(OTHER, Set.of(Sample.RYAN), now));
    assertThat(browser.get("/").statusCode()).isEqualTo(401);
    open(OTHER, Sample.RYAN);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    now = now.plus(Duration.ofDays(30));
    assertThat(browser.get("/").statusCode()).isEqualTo(401);
  }

  @Test
  void only_the_page_itself_may_act() {
    open(Sample.TEAM, Sample.RYAN);
    String body = "{\"text\":\"help\"}";
    String own = demo.server.url();
    assertThat(browser.say(body, "/say").statusCode()).isEqualTo(200);
    for (List<String> headers : List.of(
        List.of("Origin", own),
        List.of("X-Signalbox", "1"),
        List.of("X-Signalbox", "1", "Origin", "https://evil.test"),
        List.of("X-Signalbox", "1", "Origin", "null"),
        List.of("X-Signalbox", "1", "Origin", "http://127.0.0.1:1"),
        List.of("X-Signalbox", "1", "Origin", "http://localhost"))) {
      assertThat(
              browser.send("POST", "/say", body, headers.toArray(String[]::new)).statusCode())
          .as(headers.toString())
          .isEqualTo(403);
      assertThat(browser
              .send("POST", "/press", body, headers.toArray(String[]::new))
              .statusCode())
          .as(headers.toString())
          .isEqualTo(403);
    }
  }

  @Test
  void a_link_from_another_site_takes_one_step_more() {
    assertThat(browser.send("GET", "/", null, "Sec-Fetch-Site", "cross-site").body())
        .contains("http-equiv=\"refresh\"");
    assertThat(browser.send("GET", "/", null, "Sec-Fetch-Site", "same-origin").body())
        .doesNotContain("http-equiv=\"refresh\"");
  }
}
