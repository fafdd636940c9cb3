package dev.signalbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.signalbox.board.Actor;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Utterance;
import dev.signalbox.testkit.Chromium;
import dev.signalbox.testkit.WatchedPage;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server stops and starts again under a page that stays open. */
@Tag("browser")
class ReconnectInBrowserTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final PersonId YOU = new PersonId("you");
  private static final double PATIENCE_MS = 30_000;

  private static Server start(Path data, int port) {
    return Server.start(Settings.defaults().withData(data).listening(null, port));
  }

  private static void says(Server server, String text) {
    server.say(new Utterance(MAIN, Actor.of(YOU), "local", null, text)).join();
  }

  @Test
  void nothing_is_missed_nothing_comes_twice_and_what_was_typed_stays(@TempDir Path data) {
    Server server = start(data, 0);
    int port = URI.create(server.url()).getPort();
    try (Chromium chromium = Chromium.launch();
        WatchedPage watched = new WatchedPage(chromium, server.url())) {
      Page page = watched.page();
      page.navigate(server.firstLink(MAIN, YOU));
      assertThat(page.locator("#live")).hasAttribute("data-live", "on");
      says(server, "new \"Before\" lane:docs");
      assertThat(page.locator("#card-T-1")).containsText("Before");
      page.evaluate("window.same = true");

      server.close();
      Locator banner = page.locator("#banner");
      assertThat(banner).containsText("No connection to Signalbox");
      assertThat(banner).hasAttribute("role", "status");
      page.fill("#text", "new \"Typed meanwhile\" lane:docs");
      page.keyboard().press("Enter");
      assertThat(page.locator("#stack .problem")).containsText("cannot be reached");
      assertThat(page.locator("#text")).hasValue("new \"Typed meanwhile\" lane:docs");

      server = start(data, port);
      says(server, "new \"Meanwhile\" lane:docs");
      says(server, "cancel T-1 it was a test of the stop");
      assertThat(page.locator("#live"))
          .hasAttribute(
              "data-live",
              "on",
              new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS));
      assertThat(banner).isHidden();
      assertThat(page.locator("#card-T-2")).containsText("Meanwhile");
      assertThat(page.locator("#card-T-1")).hasAttribute("data-state", "cancelled");
      assertThat(page.locator("#text")).hasValue("new \"Typed meanwhile\" lane:docs");
      page.press("#text", "Enter");
      assertThat(page.locator("#card-T-3")).containsText("Typed meanwhile");
      assertThat(page.locator("#stack > .card, #stack > .card-done")).hasCount(3);
      assertThat(page.evaluate("window.same")).isEqualTo(true);
      watched.complaints().removeIf(text -> text.contains("Failed to load resource"));
      assertThat(watched.complaints()).isEmpty();
    } finally {
      server.close();
    }
  }
}
