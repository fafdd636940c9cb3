package dev.signalbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.settings.Settings;
import dev.signalbox.testkit.Chromium;
import dev.signalbox.testkit.HostileStrings;
import dev.signalbox.testkit.WatchedPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sixty hostile strings in every text that agents and people can write, seen in every view of the
 * page: nothing runs, nothing is asked of another server, no element appears, nothing is too wide.
 */
@Tag("browser")
class HostileInBrowserTest {

  private static final TeamId MAIN = new TeamId("main");
  private static final Actor YOU = Actor.of(new PersonId("you"));
  private static final Actor BUILDER = Actor.of(new AgentId("builder"));
  private static final Actor QUILL = Actor.of(new AgentId("quill"));
  private static final int STORABLE_MIN = 57;

  /** The first thing on the page that only foreign text could have made. */
  private static final String INERT = """
      () => {
        const tags = new Set(('article aside b bdi button code details div footer form h2 h3 header i input label li '
          + 'ol option p progress q replies section select span strong summary svg template textarea time ul use a').split(' '));
        const names = /^(class|method|novalidate|id|data-[a-z-]+|aria-[a-z]+|role|tabindex|hidden|href|target|rel|type|datetime|title|for|name|rows|maxlength|required|disabled|value|max|open|placeholder|autocomplete|autocapitalize|spellcheck|enterkeyhint)$/;
        if (window.__hit !== undefined) return 'something ran';
        for (const root of document.querySelectorAll('#stack, #thread, #choices, #ask, #team, #counts, #announce, #hint, #only')) {
          const all = [...root.querySelectorAll('*')];
          root.querySelectorAll('template').forEach((t) => all.push(...t.content.querySelectorAll('*')));
          for (const e of all) {
            if (!tags.has(e.localName)) return 'an element ' + e.localName + ' in ' + root.id;
            for (const a of e.attributes) if (!names.test(a.name)) return 'an attribute ' + a.name + ' of ' + e.localName;
            if (e.localName === 'a' && !/^https?:/.test(e.getAttribute('href'))) return 'a link to ' + e.getAttribute('href');
            if (e.localName === 'use' && !/^#sign-[a-z]+$/.test(e.getAttribute('href'))) return 'a sign ' + e.getAttribute('href');
          }
        }
        return null;
      }
      """;

  private static Chromium chromium;
  private static Server server;
  private static int tasks;

  @BeforeAll
  static void write(@TempDir Path data) {
    chromium = Chromium.launch();
    server = Server.start(Settings.defaults().withData(data).listening(null, 0));
    server.enrol(MAIN, "builder", "docs");
    server.enrol(MAIN, "quill", "review");
    for (String text : HostileStrings.ALL) {
      lifeOf(text);
    }
    assertThat(tasks).as("strings that could be stored").isGreaterThanOrEqualTo(STORABLE_MIN);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> server.reads().outbox(MAIN, "local", Instant.now(), 1).isEmpty());
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
      server.close();
    }
  }

  private static Reply does(Command command) {
    return server.desk().submit(Request.of(MAIN, command)).join();
  }

  private static void succeeds(Command command) {
    assertThat(does(command).refusal()).as("%s", command).isNull();
  }

  /** A task with this text in everything that is said about it, up to one of four ends. */
  private static void lifeOf(String text) {
    String title = text.replace('\n', ' ');
    List<String> checks = List.of(text);
    Reply made = does(new TaskCommand.New(
        YOU, title, text, checks, new LaneId("docs"), List.of(), null, null, List.of(), "local"));
    if (made.refusal() != null) {
      return;
    }
    tasks++;
    TaskId task = made.answer().task();
    succeeds(WorkCommand.Heartbeat.of(new AgentId("builder")));
    succeeds(WorkCommand.Heartbeat.of(new AgentId("quill")));
    succeeds(new WorkCommand.Claim(BUILDER, task, null, true));
    succeeds(new WorkCommand.Heartbeat(BUILDER, null, null, text, null, null));
    succeeds(new TaskCommand.Note(YOU, task, text));
    succeeds(submit(task, text, checks));
    succeeds(new WorkCommand.Fail(QUILL, task, epoch(task), text));
    switch (tasks % 4) {
      case 0 -> succeeds(new WorkCommand.AskForHelp(BUILDER, task, epoch(task), text, text));
      case 1 -> {
        succeeds(new WorkCommand.AskForHelp(BUILDER, task, epoch(task), text, text));
        succeeds(new TaskCommand.Unblock(YOU, task, text));
        succeeds(new WorkCommand.Release(YOU, task, null, text, List.of()));
      }
      case 2 -> succeeds(new TaskCommand.Cancel(YOU, task, text));
      default -> {
        succeeds(submit(task, text, checks));
        succeeds(new WorkCommand.Pass(QUILL, task, epoch(task), text));
      }
    }
  }

  private static WorkCommand.Submit submit(TaskId task, String text, List<String> checks) {
    String link = "https://x.test/?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return new WorkCommand.Submit(BUILDER, task, epoch(task), link, text, checks);
  }

  private static int epoch(TaskId task) {
    return server
        .reads()
        .task(MAIN, task)
        .flatMap(details -> details.task().held())
        .orElseThrow()
        .epoch();
  }

  private static void inert(WatchedPage watched, String where) {
    assertThat(watched.page().evaluate(INERT)).as(where).isNull();
    assertThat(watched.overflow()).as("too wide in " + where).isNull();
    // What cannot be stored is refused, and the browser's console says so.
    watched.complaints().removeIf(text -> text.endsWith("status of 400 (Bad Request)"));
    assertThat(watched.complaints()).as(where).isEmpty();
  }

  private static WatchedPage open(int width) {
    WatchedPage watched = new WatchedPage(chromium, server.url(), width, 800, ColorScheme.LIGHT);
    watched.page().navigate(server.link(MAIN, new PersonId("you")));
    assertThat(watched.page().locator("#live")).hasAttribute("data-live", "on");
    assertThat(watched.page().locator("#card-T-" + tasks)).hasCount(1);
    return watched;
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void cards_pings_and_threads(int width) {
    try (WatchedPage watched = open(width)) {
      Page page = watched.page();
      page.evaluate("load($('[data-before]') || document.createElement('i'))");
      inert(watched, "the channel");
      for (int number = 1; number <= tasks; number++) {
        page.evaluate("task => openThread(task)", "T-" + number);
        assertThat(page.locator("#thread-title")).containsText("T-" + number);
        inert(watched, "the thread of T-" + number);
      }
      assertThat(page.locator("#replies .post").first()).isVisible();
    }
  }

  @Test
  void answers() {
    try (WatchedPage watched = open(1280)) {
      Page page = watched.page();
      List<String> said = new ArrayList<>(
          List.of("board", "list", "list state:stuck", "agents", "list mine", "help"));
      for (int number = 1; number <= tasks; number++) {
        said.add("show T-" + number);
      }
      for (String text : HostileStrings.ALL) {
        said.addAll(List.of(text, "claim " + text, "help " + text, "list owner:" + text));
      }
      for (String text : said) {
        page.evaluate("text => say($('#composer'), text)", text);
        inert(watched, "the answer to " + text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void suggestions(int width) {
    try (WatchedPage watched = open(width)) {
      Page page = watched.page();
      page.fill("#text", "note ");
      assertThat(page.locator("#choices [role=option]")).not().hasCount(0);
      inert(watched, "the tasks that are offered");
      page.evaluate("""
          all => offer($('#text'), all.map((text) => ({ insert: text, from: 0, to: 0, label: text, hint: text })))
          """, HostileStrings.ALL);
      assertThat(page.locator("#choices [role=option]")).hasCount(HostileStrings.ALL.size());
      inert(watched, "suggestions");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 360})
  void dialogs(int width) {
    try (WatchedPage watched = open(width)) {
      Page page = watched.page();
      page.click("[data-form]");
      assertThat(page.locator("#ask [name=title]")).isFocused();
      for (String text : HostileStrings.ALL) {
        page.evaluate(
            "text => inputs().forEach((i) => { if (!i.matches('select')) i.value = text; })", text);
        page.keyboard().press("Escape");
        assertThat(page.locator("#ask")).isHidden();
        page.click("[data-form]");
        assertThat(page.locator("#ask [name=brief]")).hasValue(text);
        inert(watched, "the form with " + text);
        page.fill("#ask [name=after]", text.isBlank() ? "x" : text.replace("\n", " "));
        page.click("#ask-go");
        assertThat(page.locator("#ask-answer")).not().isEmpty();
        inert(watched, "the refusal of " + text);
      }
    }
  }
}
