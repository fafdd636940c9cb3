package dev.signalbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.MessageJson;
import dev.signalbox.talk.Span;
import dev.signalbox.testkit.Chromium;
import dev.signalbox.testkit.WatchedPage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel with 5,000 cards: small in the document, whole to whoever scrolls. */
@Tag("browser")
class ScaleInBrowserTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final int CARDS = 5_000;
  private static final double PATIENCE_MS = 30_000;

  /** Counts messages at every change of the document. */
  private static final String WATCH = """
      () => {
        const count = () => { window.most = Math.max(window.most || 0, document.querySelectorAll('.post').length); };
        new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
        count();
      }
      """;

  /** Scrolls one way until a card is there. */
  private static final String SCROLL = """
      async ([id, up]) => {
        const feed = document.getElementById('feed');
        for (let i = 0; i < 2000 && !document.getElementById(id); i++) {
          feed.scrollTop = up ? 0 : feed.scrollHeight;
          await new Promise((done) => setTimeout(done, 10));
        }
        return !!document.getElementById(id);
      }
      """;

  /** Loads what is above, and tells by how much what was in sight moved. */
  private static final String JUMP = """
      async () => {
        const feed = document.getElementById('feed');
        feed.scrollTop = 950;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const top = feed.getBoundingClientRect().top;
        const seen = [...document.querySelectorAll('#stack > .post')].find((p) => p.getBoundingClientRect().top > top);
        const first = document.querySelector('#stack > .post');
        feed.scrollTop = 890;
        const before = seen.getBoundingClientRect().top;
        for (let i = 0; i < 500 && document.querySelector('#stack > .post') === first; i++) {
          await new Promise((done) => setTimeout(done, 10));
        }
        return document.querySelector('#stack > .post') === first ? 9999
          : Math.abs(seen.getBoundingClientRect().top - before);
      }
      """;

  private static Message card(int number) {
    String title = "Task number " + number + " of a team that has been busy for weeks";
    Button cancel = new Button(
        "sb:1:cancel:T-" + number + ":n1",
        "Cancel…",
        "Cancel T-" + number,
        Button.Rank.MORE,
        List.of(new Button.Field("reason", "Reason", true, 500, List.of())));
    return new Message(
        Message.Kind.CARD,
        List.of(
            Line.of(
                Role.TITLE,
                new Span.Strong("T-" + number + " "),
                new Span.Untrusted(title),
                new Span.State(number % 3 == 0 ? Span.Sign.DONE : Span.Sign.TODO)),
            Line.of(Role.META, new Span.Plain("docs · owner you")),
            Line.of(Role.BODY, new Span.Untrusted("Done when: it is said what to do. ".repeat(3)))),
        List.of(cancel),
        "T-" + number + " is todo.");
  }

  private static void store(Server server, int from, int to) {
    for (int first = from; first <= to; first += 200) {
      CompletableFuture.allOf(IntStream.rangeClosed(first, Math.min(to, first + 199))
              .mapToObj(number -> server.desk().chore(chore(number)))
              .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private static Chore chore(int number) {
    return new Chore.StorePost(
        MAIN,
        "local",
        "p" + (100_000 + number),
        null,
        Subject.of(new TaskId(number)),
        MessageJson.write(card(number)));
  }

  private static Object count(Page page) {
    return page.evaluate("document.querySelectorAll('.post').length");
  }

  @Test
  void five_thousand_cards(@TempDir Path data) {
    Server server = Server.start(Settings.defaults().withData(data).listening(null, 0));
    try (Chromium chromium = Chromium.launch();
        WatchedPage watched = new WatchedPage(chromium, server.url())) {
      store(server, 1, CARDS);
      Page page = watched.page();
      page.navigate(server.firstLink(MAIN, new PersonId("you")));
      assertThat(page.locator("#card-T-" + CARDS)).isInViewport();
      assertThat(page.locator("#live")).hasAttribute("data-live", "on");
      System.out.println("first paint of a channel with " + CARDS + " cards: "
          + page.evaluate("Math.round(performance.getEntriesByName('first-contentful-paint')[0]"
              + ".startTime)")
          + " ms, "
          + page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
          + " bytes");
      page.evaluate(WATCH);

      assertThat((Number) page.evaluate(JUMP))
          .as("pixels it jumped")
          .satisfies(jump -> assertThat(jump.doubleValue()).isLessThan(2));
      assertThat(page.evaluate(SCROLL, List.of("card-T-1", true))).isEqualTo(true);
      assertThat(page.locator("#card-T-" + CARDS)).hasCount(0);

      store(server, CARDS + 1, CARDS + 1);
      assertThat(page.locator("#jump")).isVisible();
      assertThat(page.locator("#card-T-" + (CARDS + 1))).hasCount(0);
      assertThat(page.locator("#card-T-1")).hasCount(1);

      assertThat(page.evaluate(SCROLL, List.of("card-T-400", false))).isEqualTo(true);
      assertThat(page.locator("#card-T-1")).hasCount(0);
      page.click("#jump");
      assertThat(page.locator("#card-T-" + (CARDS + 1))).isInViewport();
      assertThat(page.locator("#jump")).isHidden();

      store(server, CARDS + 2, CARDS + 400);
      assertThat(page.locator("#card-T-" + (CARDS + 400)))
          .isInViewport(new LocatorAssertions.IsInViewportOptions().setTimeout(PATIENCE_MS));
      assertThat(page.locator("#stack > [data-position]").last()).hasId("card-T-" + (CARDS + 400));
      assertThat(((Number) page.evaluate("window.most")).intValue()).isBetween(100, 300);
      assertThat(((Number) count(page)).intValue()).isBetween(100, 300);
      assertThat(
              page.evaluate("new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size"
                  + " === document.querySelectorAll('[id]').length"))
          .as("every id is there once")
          .isEqualTo(true);
      assertThat(watched.complaints()).isEmpty();
    } finally {
      server.close();
    }
  }
}
