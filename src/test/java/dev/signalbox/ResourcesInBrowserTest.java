package dev.signalbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.testkit.Chromium;
import dev.signalbox.testkit.WatchedPage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The team's resources on the page, while agents take them and give them back. */
@Tag("browser")
class ResourcesInBrowserTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE = "files:<img src=x onerror=alert(1)>/&amp;\"'";

  private static Chromium chromium;

  private final HttpClient http = HttpClient.newHttpClient();
  private Server server;
  private WatchedPage watched;
  private Page page;
  private String ada;
  private String bob;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("signalbox.yaml");
    Files.writeString(file, """
        data: data
        server: {port: 0}
        teams:
          main:
            owner: you
            people: {you: {role: admin}}
            lanes: {build: {}, review: {}}
            resources:
              github-api: {limit: 30, window: 60s}
              gpu: {units: 4}
              staging: {units: 1, max_hold: 30m}
        """);
    server = Server.start(Settings.read(file));
    ada = server.enrol(MAIN, "ada", "build");
    bob = server.enrol(MAIN, "bob", "build");
    ok(ada, "{'type':'new','title':'Migrate'}");
    ok(ada, "{'type':'claim','task':'T-1'}");
    ok(bob, "{'type':'new','title':'Train'}");
    ok(bob, "{'type':'claim','task':'T-2'}");
    look(1280, 1000, ColorScheme.LIGHT);
  }

  private void look(int width, int height, ColorScheme scheme) {
    watched = new WatchedPage(chromium, server.url(), width, height, scheme);
    page = watched.page();
    page.navigate(server.firstLink(MAIN, new PersonId("you")));
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
  }

  @AfterEach
  void close() {
    if (watched != null) {
      watched.close();
      server.close();
      assertThat(watched.complaints()).isEmpty();
    }
  }

  private JsonNode ok(String token, String body) throws IOException, InterruptedException {
    return send(token, body.replace('\'', '"'));
  }

  private JsonNode send(String token, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/webhook"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private long acquires(String token, String resources) throws Exception {
    return ok(token, "{'type':'acquire','resources':{" + resources + "}}")
        .at("/grant/token")
        .asLong();
  }

  private void givesBack(String token, long grant) throws Exception {
    ok(token, "{'type':'give_back','token':" + grant + "}");
  }

  private Locator resource(String name) {
    return page.locator(".supply[data-resource='" + name + "']");
  }

  /** Everything there is to be seen: a holder, who waits, calls of a budget, one that is frozen. */
  private long busy() throws Exception {
    long staging = acquires(ada, "'staging':1");
    acquires(bob, "'staging':1");
    acquires(ada, "'gpu':3");
    for (int i = 0; i < 12; i++) {
      givesBack(ada, acquires(ada, "'github-api':1"));
    }
    return staging;
  }

  @Test
  void who_has_it_and_who_waits_changes_while_one_looks() throws Exception {
    Locator staging = resource("staging");
    assertThat(staging.locator(".use")).hasText("0/1");
    long had = busy();
    assertThat(staging.locator(".use")).hasText("1/1");
    assertThat(staging.locator(".holders")).containsText("ada for T-1");
    assertThat(staging.locator(".waiting")).hasText("bob waits");
    givesBack(ada, had);
    assertThat(staging.locator(".holders")).containsText("bob for T-2");
    assertThat(staging.locator(".holders")).not().containsText("ada");
    assertThat(staging.locator(".waiting")).hasCount(0);
    assertThat(resource("gpu").locator(".holders")).containsText("ada × 3 for T-1");
  }

  @Test
  void a_budget_has_a_bar_until_it_is_frozen() throws Exception {
    busy();
    Locator api = resource("github-api");
    assertThat(api.locator(".use")).hasText("12/30 in 1 min");
    assertThat(api.locator("progress")).hasAttribute("value", "12");
    assertThat(api.locator("progress")).hasAttribute("max", "30");
    ok(ada, "{'type':'report_limit','resource':'github-api','retry_after':600}");
    assertThat(api.locator(".flag.bad")).containsText("frozen until");
    assertThat(api.locator("time")).isVisible();
    assertThat(api.locator("progress")).hasCount(0);
  }

  @Test
  void a_task_that_waits_is_a_link_to_its_card() throws Exception {
    busy();
    ok(ada, "{'type':'new','title':'Load test','needs':{'staging':1}}");
    assertThat(resource("staging").locator(".waiting")).hasText("bob, T-3 wait");
    resource("staging").locator(".waiting [data-go='T-3']").click();
    assertThat(page.locator("#card-T-3")).isInViewport();
    assertThat(page.locator("#card-T-3")).containsText("Waits for staging (ada");
  }

  @Test
  void hostile_names_are_text() throws Exception {
    send(
        ada,
        "{\"type\":\"acquire\",\"resources\":{" + JSON.writeValueAsString(HOSTILE)
            + ":\"exclusive\"}}");
    Locator hostile =
        page.locator(".supply .name", new Page.LocatorOptions().setHasText("onerror"));
    assertThat(hostile).hasText(HOSTILE);
    assertThat(page.locator(".supply img")).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void nothing_is_cut_off_on_a_phone(ColorScheme scheme) throws Exception {
    busy();
    String longest = "'files:" + "very-long-name/".repeat(12) + "**':'exclusive'";
    acquires(ada, longest);
    ok(ada, "{'type':'new','title':'Load test','needs':{'staging':1}}");
    shoot("wide-" + scheme);
    watched.close();
    look(360, 740, scheme);
    page.locator("#show-team").click();
    resource("staging").scrollIntoViewIfNeeded();
    assertThat(resource("staging")).isInViewport();
    assertThat(watched.overflow()).isNull();
    shoot("phone-" + scheme);
  }

  /** For eyes: {@code -Dsignalbox.shots=FOLDER} keeps what it looks like. */
  private void shoot(String name) {
    String folder = System.getProperty("signalbox.shots");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, "resources-" + name + ".png")));
    }
  }
}
