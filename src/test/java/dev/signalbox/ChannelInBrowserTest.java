package dev.signalbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.testkit.Chromium;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the page and agents at the webhook, with everything real in between. */
@Tag("browser")
class ChannelInBrowserTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Chromium chromium;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Server server;
  private BrowserContext context;
  private Page page;
  private String builder;
  private String quill;

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
  void open(@TempDir Path data) {
    server = Server.start(Settings.defaults().withData(data).listening(null, 0));
    builder = server.enrol(MAIN, "builder", "docs");
    quill = server.enrol(MAIN, "quill", "review");
    context = chromium.browser().newContext();
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.navigate(server.firstLink(MAIN, new PersonId("you")));
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
  }

  @AfterEach
  void close() {
    context.close();
    server.close();
    assertThat(complaints).isEmpty();
  }

  private JsonNode post(String token, String body) throws Exception {
    HttpResponse<String> answer = http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/webhook"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void type(String text) {
    page.fill("#text", text);
    page.keyboard().press("Enter");
  }

  @Test
  void a_task_goes_from_a_typed_line_to_done_and_back_with_a_reason() throws Exception {
    type("new \"Document the coordination layer\" lane:docs");
    Locator card = page.locator("#card-T-1");
    assertThat(card).hasAttribute("data-state", "todo");

    post(builder, "{\"type\":\"next\"}");
    assertThat(card).hasAttribute("data-state", "doing");
    assertThat(card).containsText("builder");
    post(builder, "{\"type\":\"heartbeat\",\"task\":\"T-1\",\"epoch\":1,\"note\":\"draft 1\"}");
    assertThat(card).containsText("draft 1");

    post(quill, "{\"type\":\"heartbeat\"}");
    post(builder, "{\"type\":\"submit\",\"task\":\"T-1\",\"epoch\":1,\"note\":\"a draft\"}");
    assertThat(card).hasAttribute("data-state", "review");
    post(quill, "{\"type\":\"pass\",\"task\":\"T-1\",\"epoch\":2,\"note\":\"fine\"}");
    assertThat(card).hasAttribute("data-state", "done");

    Locator sendBack = page.locator(".ping button:has-text(\"Send back\")");
    sendBack.click();
    page.fill("#ask [name=why]", "The README is missing");
    page.click("#ask-go");
    assertThat(page.locator("#ask")).isHidden();
    assertThat(card).hasAttribute("data-state", "doing");
    assertThat(card).containsText("builder");
    assertThat(sendBack).hasCount(0);

    card.locator("[data-thread]").click();
    assertThat(page.locator("#replies")).containsText("The README is missing");
    assertThat(page.locator("#replies")).containsText("quill");
  }

  @Test
  void a_board_that_is_shared_follows_what_happens() throws Exception {
    type("board share");
    Locator board = page.locator(".post.board");
    assertThat(board).containsText("docs");
    type("new \"Document the coordination layer\" lane:docs");
    assertThat(board).containsText("todo 1");
    post(builder, "{\"type\":\"next\"}");
    assertThat(board).containsText("T-1 builder");
    assertThat(board).hasCount(1);
  }

  @Test
  void a_hostile_title_from_an_agent_is_only_text() throws Exception {
    String title = "<img src=x onerror=window.pwned=1> <!channel> @everyone";
    post(
        builder,
        JSON.writeValueAsString(JSON.createObjectNode().put("type", "new").put("title", title)));
    assertThat(page.locator("#card-T-1")).containsText(title);
    assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    assertThat(page.locator("#stack img")).hasCount(0);
  }
}
