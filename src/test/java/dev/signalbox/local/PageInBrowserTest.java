package dev.signalbox.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.signalbox.testkit.Chromium;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page as people have it. After every test: no errors, no violations, no foreign requests. */
@Tag("browser")
class PageInBrowserTest {

  private static final String REPORT_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation',"
          + " e => console.error('violates ' + e.violatedDirective + ' ' + e.blockedURI))";

  private static Chromium chromium;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private Demo demo;
  private BrowserContext context;
  private Page page;

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
  void open() {
    demo = new Demo(Clock.systemUTC(), 0);
    new Sample(demo.reads, Clock.systemUTC()).fill();
    open(1280, 860);
  }

  private void open(int width, int height) {
    context = chromium
        .browser()
        .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setLocale("en-GB")
            .setTimezoneId("Asia/Kolkata"));
    context.addInitScript(REPORT_VIOLATIONS);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
    page.onRequest(request -> {
      if (!request.url().startsWith(demo.server.url())) {
        complaints.add("asks " + request.url());
      }
    });
    page.navigate(demo.link());
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
      demo.close();
      assertThat(complaints).isEmpty();
    }
  }

  private Locator card(int number) {
    return page.locator("#card-T-" + number);
  }

  private void type(String text) {
    page.fill("#text", text);
    page.keyboard().press("Enter");
  }

  @Test
  void it_opens_with_the_newest_in_sight_and_times_of_the_reader() {
    assertThat(page).hasURL(demo.server.url() + "/");
    assertThat(page).hasTitle("(2) reflectt – Signalbox");
    assertThat(page.locator("#stack .ping").last()).isInViewport();
    String shown = card(41).locator(".at").innerText();
    String utc = card(41).locator(".at").getAttribute("datetime").substring(11, 16);
    assertThat(shown)
        .endsWith(String.format(
            "%02d:%02d",
            (Integer.parseInt(utc.substring(0, 2))
                    + 5
                    + (Integer.parseInt(utc.substring(3)) + 30) / 60)
                % 24,
            (Integer.parseInt(utc.substring(3)) + 30) % 60));
    assertThat(page.locator("[data-agent=builder] .ago")).containsText("ago");
  }

  @Test
  void a_command_makes_a_card_and_its_answer_is_private() {
    type("new \"Say hello\" lane:build");
    assertThat(card(60)).containsText("Say hello");
    assertThat(page.locator(".answer")).containsText("T-60 is on the board.");
    assertThat(page.locator("#text")).hasValue("");
    page.keyboard().press("ArrowUp");
    assertThat(page.locator("#text")).hasValue("new \"Say hello\" lane:build");
    page.reload();
    assertThat(card(60)).isVisible();
    assertThat(page.locator(".answer")).hasCount(0);
  }

  @Test
  void what_was_refused_can_be_put_right() {
    type("clam T-41");
    assertThat(page.locator(".answer[data-refused=true]")).containsText("Did you mean claim?");
    assertThat(page.locator("#text")).hasValue("clam T-41");
    page.locator(".answer [data-fill]").click();
    assertThat(page.locator("#text")).hasValue("claim T-41 agent:kai");
    assertThat(page.locator("#text")).isFocused();
  }

  @Test
  void a_card_changes_in_its_place_while_one_looks() {
    int before = page.locator("#stack > .post").count();
    demo.tell(70, demo.say.todo(70, "Before"));
    assertThat(card(70)).hasAttribute("data-state", "todo");
    demo.tell(71, demo.say.todo(71, "Another"));
    demo.tell(70, demo.say.stuck(70, "After"));
    assertThat(card(70)).hasAttribute("data-state", "stuck");
    assertThat(card(70)).containsText("After");
    assertThat(page.locator("#stack > .post")).hasCount(before + 2);
    assertThat(page.locator("#stack > .post").last()).hasId("card-T-71");
  }

  @Test
  void a_button_asks_for_its_reason_and_loses_nothing() {
    Locator button = page.locator(".ping [data-action='sb:1:return:T-35:e2']");
    button.click();
    assertThat(page.locator("#ask [name=why]")).isFocused();
    page.click("#ask-go");
    assertThat(page.locator("#ask .problem")).isVisible();
    page.fill("#ask [name=why]", "no");
    page.click("#ask-go");
    assertThat(page.locator("#ask-answer")).containsText("tells builder too little");
    assertThat(page.locator("#ask [name=why]")).hasValue("no");
    page.fill("#ask [name=why]", "The diagram has no title");
    page.click("#ask-go");
    assertThat(page.locator("#ask")).isHidden();
    assertThat(page.locator("#said")).hasText("Done: sb:1:return:T-35:e2");
    assertThat(button).isFocused();
  }

  @Test
  void a_thread_opens_beside_the_channel_and_takes_words() {
    card(35).locator("[data-thread]").click();
    assertThat(page.locator("#thread-title")).isFocused();
    assertThat(page.locator("#replies .reply")).hasCount(6);
    page.fill("#thread-text", "note looks good");
    page.keyboard().press("Enter");
    assertThat(page.locator("#replies")).containsText("Noted in T-35.");
    page.keyboard().press("Escape");
    assertThat(page.locator("#thread")).isHidden();
    assertThat(card(35).locator("[data-thread]")).isFocused();
  }

  @Test
  void hostile_words_are_words() {
    int number = 200;
    for (String text : Hostile.TEXTS) {
      demo.tell(number++, demo.say.todo(number, text));
      demo.tell(number++, PostsTest.everywhere(text));
    }
    assertThat(card(number - 1)).isVisible();
    card(number - 1).locator("button.act").click();
    page.click("[data-cancel]");
    assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    page.reload();
    assertThat(card(number - 1)).isVisible();
    assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    assertThat(
            page.locator("#stack").locator("script, img, iframe, object, embed, style, base, form"))
        .hasCount(0);
    assertThat(page.locator("#stack a:not([href^='http'])")).hasCount(0);
  }

  @Test
  void a_phone_is_wide_enough() {
    context.close();
    open(360, 740);
    type("help");
    assertThat(page.locator(".answer")).isVisible();
    demo.tell(80, demo.say.todo(80, "w".repeat(120)));
    assertThat(card(80)).isVisible();
    fits("#feed");
    page.click("#show-team");
    assertThat(page.locator("#team")).isVisible();
    fits("#team");
    page.keyboard().press("Escape");
    card(35).locator("[data-thread]").click();
    assertThat(page.locator("#thread-title")).isInViewport();
    fits("#replies");
  }

  private void fits(String selector) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(page.locator(selector).evaluate("e => e.scrollWidth <= e.clientWidth"))
        .isEqualTo(true);
  }

  @Test
  void counts_filter_and_a_team_s_task_leads_to_its_card() {
    page.click("#counts [data-filter=stuck]");
    assertThat(card(41)).isHidden();
    assertThat(card(36)).isVisible();
    page.click("#team [data-go=T-41]");
    assertThat(card(41)).isVisible();
    assertThat(card(41)).isInViewport();
  }
}
