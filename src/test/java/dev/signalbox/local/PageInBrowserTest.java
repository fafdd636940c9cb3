package dev.signalbox.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.board.Refusal;
import dev.signalbox.testkit.Chromium;
import dev.signalbox.testkit.HostileStrings;
import dev.signalbox.testkit.WatchedPage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page as people have it. After every test: no errors, no violations, no foreign requests. */
@Tag("browser")
class PageInBrowserTest {

  private static Chromium chromium;

  private Demo demo;
  private WatchedPage watched;
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
    watched = new WatchedPage(chromium, demo.server.url(), width, height, ColorScheme.LIGHT);
    page = watched.page();
    page.navigate(demo.link());
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
  }

  @AfterEach
  void close() {
    if (watched != null) {
      watched.close();
      demo.close();
      assertThat(watched.complaints()).isEmpty();
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
    for (String text : HostileStrings.ALL) {
      demo.tell(number++, demo.say.todo(number, text));
      demo.tell(number++, PostsTest.everywhere(text));
    }
    assertThat(card(number - 1)).isVisible();
    card(number - 1).locator("button.act").click();
    page.click("[data-cancel]");
    assertThat(page.evaluate("window.__hit === undefined")).isEqualTo(true);
    page.reload();
    assertThat(card(number - 1)).isVisible();
    assertThat(page.evaluate("window.__hit === undefined")).isEqualTo(true);
    assertThat(
            page.locator("#stack").locator("script, img, iframe, object, embed, style, base, form"))
        .hasCount(0);
    assertThat(page.locator("#stack a:not([href^='http'])")).hasCount(0);
  }

  @Test
  void a_phone_is_wide_enough() {
    watched.close();
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

  @Test
  void what_could_be_typed_is_offered_and_taken_by_key_or_by_mouse() {
    demo.titles.addAll(List.of("claim", "clean <b>up</b>"));
    Locator text = page.locator("#text");
    Locator options = page.locator("#choices [role=option]");
    text.pressSequentially("cl");
    assertThat(options).hasCount(2);
    assertThat(text).hasAttribute("aria-expanded", "true");
    assertThat(options.nth(1)).containsText("clean <b>up</b>");
    assertThat(page.locator("#choices b")).hasCount(0);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertThat(options.nth(1)).hasAttribute("aria-selected", "true");
    assertThat(text).hasAttribute("aria-activedescendant", options.nth(1).getAttribute("id"));
    page.keyboard().press("Escape");
    assertThat(page.locator("#choices")).isHidden();
    assertThat(text).hasValue("cl");
    text.pressSequentially("e");
    assertThat(options).hasCount(1);
    page.keyboard().press("Tab");
    assertThat(text).hasValue("T-1 ");
    assertThat(text).isFocused();
    text.pressSequentially("cl");
    options.first().click();
    assertThat(text).hasValue("T-1 T-1 ");
    page.keyboard().press("Control+z");
    assertThat(text).hasValue("T-1 cl");
  }

  @Test
  void enter_sends_what_is_typed_whatever_is_offered() {
    demo.titles.add("help me");
    page.locator("#text").pressSequentially("help");
    assertThat(page.locator("#choices [role=option]")).hasCount(1);
    page.keyboard().press("Enter");
    assertThat(page.locator(".answer")).isVisible();
    assertThat(page.locator("#choices")).isHidden();
    assertThat(page.locator("#text")).hasValue("");
  }

  @Test
  void a_new_task_by_its_form_and_what_was_typed_is_kept() {
    page.click("[data-form]");
    assertThat(page.locator("#ask [name=title]")).isFocused();
    assertThat(page.locator("#ask [name=lane] option")).hasCount(4);
    page.click("#ask-go");
    assertThat(page.locator("#ask .problem")).hasText("“Title” is needed.");
    page.keyboard().type("w".repeat(119));
    assertThat(page.locator("#room-title")).hasText("119 of 120 characters");
    page.fill("#ask [name=brief]", "one\ntwo");
    page.keyboard().press("Escape");
    assertThat(page.locator("#ask")).isHidden();
    assertThat(page.locator("[data-form]")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#ask [name=brief]")).hasValue("one\ntwo");
    page.selectOption("#ask [name=lane]", "docs");
    page.click("#ask-go");
    assertThat(page.locator("#said")).hasText("Done: sb:1:new:team:-");
    assertThat(page.locator("[data-form]")).isFocused();
    assertThat(demo.pressed.fields())
        .containsEntry("brief", "one\ntwo")
        .containsEntry("lane", "docs")
        .doesNotContainKey("owner");
  }

  @Test
  void any_button_with_any_fields_becomes_a_dialog() {
    demo.tell(90, PostsTest.everywhere("Set up"));
    card(90).locator("button.act").click();
    assertThat(page.locator("#ask textarea")).hasAttribute("maxlength", "500");
    assertThat(page.locator("#ask select")).hasValue("");
    page.fill("#ask textarea", "x");
    page.keyboard().press("Control+Enter");
    assertThat(page.locator("#ask")).isHidden();
    assertThat(demo.pressed.fields()).containsEntry("Set up", "x");
  }

  @Test
  void new_messages_are_said_and_edits_are_not() {
    Locator log = page.locator("#announce");
    demo.tell(70, demo.say.todo(70, "Before"));
    assertThat(log).containsText("T-70");
    int said = log.locator("p").count();
    demo.tell(70, demo.say.stuck(70, "After"));
    assertThat(card(70)).hasAttribute("data-state", "stuck");
    assertThat(log.locator("p")).hasCount(said);
  }

  @Test
  void the_focus_survives_an_edit_of_its_card() {
    demo.tell(70, demo.say.todo(70, "Before"));
    card(70).locator("summary").focus();
    demo.tell(70, demo.say.stuck(70, "After"));
    assertThat(card(70)).hasAttribute("data-state", "stuck");
    assertThat(page.evaluate("document.activeElement.closest('.post').id")).isEqualTo("card-T-70");
  }

  @Test
  void when_nothing_can_be_stored_the_page_says_so_and_takes_it_back() {
    demo.outage = Optional.of(Refusal.Code.STORAGE_FULL);
    demo.tell(91, demo.say.todo(91, "One more"));
    assertThat(page.locator("#outage")).containsText("Nothing can be changed at the moment");
    assertThat(page.locator("#announce")).containsText("Nothing can be changed");
    demo.outage = Optional.empty();
    demo.tell(92, demo.say.todo(92, "Another"));
    assertThat(page.locator("#outage")).isHidden();
  }

  @Test
  void an_unknown_address_is_a_page_for_people() {
    page.navigate(demo.server.url() + "/no/such/page");
    assertThat(page.locator("h1")).hasText("There is nothing at this address");
    page.click("a[href='/']");
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
    watched.complaints().removeIf(text -> text.contains("404"));
  }

  @Test
  void a_session_that_ended_says_how_to_get_a_new_link_and_keeps_the_words() {
    page.fill("#text", "note T-41 half a thought");
    demo.reads.endSessions();
    demo.tell(91, demo.say.todo(91, "One more"));
    page.keyboard().press("Enter");
    assertThat(page.locator("#banner")).containsText("signalbox link --person ryan");
    assertThat(page.locator("#text")).hasValue("note T-41 half a thought");
    page.navigate(demo.link());
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
    assertThat(page.locator("#text")).hasValue("note T-41 half a thought");
    watched.complaints().removeIf(text -> text.contains("401"));
  }
}
