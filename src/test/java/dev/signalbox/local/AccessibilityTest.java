package dev.signalbox.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.testkit.Chromium;
import dev.signalbox.testkit.WatchedPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What axe finds on the page, by day and by night, on a desk and in a hand; and the keyboard. */
@Tag("browser")
class AccessibilityTest {

  private static final String RUN = """
      async () => {
        document.getAnimations().forEach((one) => one.finish());
        const found = await axe.run(document, { resultTypes: ['violations'] });
        return found.violations
          .filter((v) => v.impact === 'serious' || v.impact === 'critical')
          .flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target + ' ' + n.any.map((a) => a.message).join('; ')));
      }
      """;

  private static Chromium chromium;
  private static String axe;

  private Demo demo;
  private WatchedPage watched;
  private Page page;

  @BeforeAll
  static void launch() throws IOException {
    chromium = Chromium.launch();
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void start() {
    demo = new Demo(Clock.systemUTC(), 0);
    new Sample(demo.reads, Clock.systemUTC()).fill();
  }

  @AfterEach
  void stop() {
    if (watched != null) {
      watched.close();
    }
    demo.close();
  }

  private void open(int width, int height, ColorScheme scheme) {
    watched = new WatchedPage(chromium, demo.server.url(), width, height, scheme);
    page = watched.page();
    page.navigate(demo.link());
    assertThat(page.locator("#live")).hasAttribute("data-live", "on");
  }

  private void fine(String where) {
    page.evaluate(axe);
    assertThat((List<?>) page.evaluate(RUN)).as(where).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
  void axe_finds_nothing_serious_in_any_view(int width, ColorScheme scheme) {
    open(width, 800, scheme);
    fine("the channel");
    page.fill("#text", "clam T-41");
    page.keyboard().press("Enter");
    assertThat(page.locator(".answer[data-refused=true]")).isVisible();
    page.fill("#text", "help");
    page.keyboard().press("Enter");
    assertThat(page.locator(".answer")).hasCount(2);
    page.locator("#card-T-41 summary").click();
    fine("answers and a menu");
    page.keyboard().press("Escape");
    demo.titles.addAll(List.of("claim", "clean"));
    page.locator("#text").pressSequentially("cl");
    assertThat(page.locator("#choices [role=option]")).hasCount(2);
    page.keyboard().press("ArrowDown");
    fine("the suggestions");
    page.keyboard().press("Escape");
    page.click("[data-form]");
    page.click("#ask-go");
    assertThat(page.locator("#ask .problem")).isVisible();
    fine("the form for a new task");
    page.keyboard().press("Escape");
    page.locator("#card-T-35 [data-thread]").click();
    assertThat(page.locator("#thread-title")).isFocused();
    fine("a thread");
    page.keyboard().press("Escape");
    page.click("#counts [data-filter=stuck]");
    fine("a filter");
    if (width < 900) {
      page.click("#show-team");
      assertThat(page.locator("#team")).isVisible();
      fine("the team");
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "360, DARK"})
  void axe_finds_nothing_serious_on_the_doorstep(int width, ColorScheme scheme) {
    watched = new WatchedPage(chromium, demo.server.url(), width, 800, scheme);
    page = watched.page();
    page.navigate(demo.server.url());
    fine("the doorstep");
    page.navigate(demo.server.url() + "/nowhere");
    fine("an unknown address");
  }

  @Test
  void everything_can_be_reached_and_left_with_the_keyboard() {
    open(1280, 800, ColorScheme.LIGHT);
    page.locator(".skip").focus();
    assertThat(page.locator(".skip")).isInViewport();
    page.keyboard().press("Enter");
    assertThat(page.locator("#text")).isFocused();
    page.keyboard().type("x");
    page.keyboard().press("Tab");
    assertThat(page.locator("#text")).not().isFocused();
    page.locator("#card-T-35 [data-thread]").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#thread-title")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("#card-T-35 [data-thread]")).isFocused();
    page.keyboard().press("/");
    assertThat(page.locator("#text")).isFocused();
  }

  @Test
  void who_wants_no_motion_gets_none() {
    open(1280, 800, ColorScheme.LIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions()
        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    demo.tell(70, demo.say.todo(70, "Fresh"));
    assertThat(page.locator("#card-T-70")).isVisible();
    assertThat(page.evaluate("document.getAnimations()"
            + ".every((one) => one.effect.getComputedTiming().duration < 1)"))
        .isEqualTo(true);
  }
}
