package dev.signalbox.local;

import static dev.signalbox.talk.Message.Role.BODY;
import static dev.signalbox.talk.Message.Role.EXAMPLE;
import static dev.signalbox.talk.Message.Role.META;
import static dev.signalbox.talk.Message.Role.QUOTE;
import static dev.signalbox.talk.Message.Role.TITLE;
import static dev.signalbox.talk.Message.Role.WARNING;

import dev.signalbox.talk.Button;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.Span.Mention;
import dev.signalbox.talk.Span.Plain;
import dev.signalbox.talk.Span.Sign;
import dev.signalbox.talk.Span.State;
import dev.signalbox.talk.Span.Strong;
import dev.signalbox.talk.Span.Untrusted;
import dev.signalbox.talk.Span.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Messages as they are told, for looking at them. */
final class Words {

  private final Instant now;

  Words(Instant now) {
    this.now = now;
  }

  private Span ago(long minutes) {
    return new When(now.minus(Duration.ofMinutes(minutes)));
  }

  static Message card(int id, List<Line> lines, Button... buttons) {
    return new Message(Kind.CARD, lines, List.of(buttons), "T-" + id + " changed.");
  }

  private static Line title(int id, String title, Sign... signs) {
    Span[] spans = new Span[2 + signs.length];
    spans[0] = new Strong("T-" + id + " ");
    spans[1] = new Untrusted(title);
    for (int i = 0; i < signs.length; i++) {
      spans[2 + i] = new State(signs[i]);
    }
    return new Line(TITLE, Arrays.asList(spans));
  }

  private static Line done(String when) {
    return Line.of(BODY, new Plain("Done when: "), new Untrusted(when));
  }

  private static Button button(int id, String verb, String label, Rank rank, Field... fields) {
    return new Button(
        "sb:1:" + verb + ":T-" + id + ":e2",
        label,
        label.replace("…", "") + " T-" + id,
        rank,
        List.of(fields));
  }

  static Field why(String label) {
    return new Field("why", label, true, 500, List.of());
  }

  private static Button[] acts(int id) {
    return new Button[] {
      button(id, "show", "Show", Rank.OTHER),
      button(id, "release", "Release…", Rank.MORE, why("What should the next one know?")),
      button(
          id,
          "reassign",
          "Reassign…",
          Rank.MORE,
          new Field("agent", "To whom", true, 32, List.of("kai", "attribution"))),
      button(id, "stuck", "Stuck…", Rank.MORE, why("Why")),
      button(id, "cancel", "Cancel…", Rank.MORE, why("Why"))
    };
  }

  Message doing(
      int id, String title, String lane, String agent, long since, String note, String done) {
    return card(
        id,
        List.of(
            title(id, title, Sign.DOING),
            Line.of(META, new Plain(lane + " · agent " + agent + " 🤖 · owner ryan · round 1")),
            Line.of(
                META,
                new Plain("Started "),
                ago(since),
                new Plain(" · last heard "),
                ago(0),
                new Plain(" — “"),
                new Untrusted(note),
                new Plain("”")),
            done(done)),
        acts(id));
  }

  Message quiet(int id, String title, String agent) {
    return card(
        id,
        List.of(
            title(id, title, Sign.DOING, Sign.QUIET),
            Line.of(META, new Plain("build · agent " + agent + " 🤖 · owner ryan · round 1")),
            Line.of(
                WARNING,
                new Plain("Quiet since "),
                ago(3),
                new Plain(" — last said “"),
                new Untrusted("porting"),
                new Plain("”")),
            done("every chart names its source in the caption")),
        acts(id));
  }

  Message todo(int id, String title) {
    return card(
        id,
        List.of(
            title(id, title, Sign.TODO),
            Line.of(META, new Plain("docs · owner ryan · made "), ago(9)),
            done("one page, one table, one recommendation")),
        acts(id));
  }

  Message queued(int id, String title, String agent) {
    return card(
        id,
        List.of(
            title(id, title, Sign.TODO, Sign.QUEUED),
            Line.of(META, new Plain("docs · #1 in line: " + agent + " 🤖 · owner ryan"))),
        acts(id));
  }

  Message review(int id, String title, String agent, String reviewer) {
    return card(
        id,
        List.of(
            title(id, title, Sign.REVIEW),
            Line.of(
                META,
                new Plain("build · by " + agent + " 🤖 · reviewer " + reviewer + " 🤖 · round 2")),
            Line.of(
                META,
                new Plain("Handed in "),
                ago(8),
                new Plain(": "),
                new Span.Link(
                    "https://github.com/acme/site/pull/88", "github.com/acme/site/pull/88")),
            done("no screen is blank when there is nothing to show")),
        acts(id));
  }

  Message ready(int id, String title) {
    return card(
        id,
        List.of(
            title(id, title, Sign.READY),
            Line.of(
                META,
                new Plain("docs · by builder 🤖 · passed by quill 🤖 · owner ryan · 2 rounds")),
            Line.of(META, new Span.Link("https://github.com/acme/blog/pull/12", "the draft"))),
        acts(id));
  }

  Message stuck(int id, String title) {
    return card(
        id,
        List.of(
            title(id, title, Sign.STUCK),
            Line.of(META, new Plain("build · owner ryan · 3 attempts")),
            Line.of(
                WARNING,
                new Plain("Stuck since "),
                ago(6),
                new Plain(": 3 attempts ended without a result."))),
        acts(id));
  }

  Message finished(int id, String title, String word, String agent, String by, String took) {
    return card(
        id,
        List.of(Line.of(
            TITLE,
            new State(Sign.DONE),
            new Plain(" "),
            new Strong("T-" + id),
            new Plain(" "),
            new Untrusted(title),
            new Plain(" · " + word + " "),
            ago(380),
            new Plain(" · " + agent + " · passed by " + by + " · " + took))));
  }

  Message cancelled(int id, String title, String by) {
    return card(
        id,
        List.of(Line.of(
            TITLE,
            new State(Sign.CANCELLED),
            new Plain(" "),
            new Strong("T-" + id),
            new Plain(" "),
            new Untrusted(title),
            new Plain(" · cancelled by " + by))));
  }

  Message note(String text) {
    return new Message(Kind.LINE, List.of(Line.of(META, new Plain(text))), List.of(), text);
  }

  Message line(long minutesAgo, String text) {
    return new Message(Kind.LINE, List.of(Line.of(BODY, new Plain(text))), List.of(), text);
  }

  Message submitted(long minutesAgo, String agent, String reviewer) {
    return new Message(
        Kind.LINE,
        List.of(
            Line.of(
                BODY,
                new Plain(agent + " asks for review: "),
                new Span.Link(
                    "https://github.com/acme/blog/pull/12", "github.com/acme/blog/pull/12")),
            Line.of(
                QUOTE, new Untrusted("Explains lanes, slots and reviews; a diagram; 900 words.")),
            Line.of(META, new Plain("Reviewer: " + reviewer + " 🤖"))),
        List.of(
            button(35, "pass", "Pass", Rank.OTHER),
            button(
                35,
                "fail",
                "Fail with feedback…",
                Rank.OTHER,
                new Field("feedback", "What has to change", true, 4000, List.of()))),
        agent + " asks for review.");
  }

  Message failed(long minutesAgo, String reviewer) {
    return new Message(
        Kind.LINE,
        List.of(
            Line.of(BODY, new Plain(reviewer + ": not yet (round 1).")),
            Line.of(
                QUOTE, new Untrusted("1. The diagram has no title\n2. “WIP” is never explained")),
            Line.of(META, new Plain("builder got this with its next heartbeat."))),
        List.of(),
        reviewer + " failed it.");
  }

  Message readyPing() {
    return new Message(
        Kind.PING,
        List.of(
            Line.of(
                BODY,
                new Mention(Sample.RYAN),
                new Plain("  "),
                new Strong("T-35"),
                new Plain(" "),
                new Untrusted("Document the coordination layer for the blog post"),
                new Plain(" is "),
                new State(Sign.READY),
                new Plain(" for you.")),
            Line.of(
                META,
                new Plain("Passed review by quill · 2 rounds · 1 h 51 m · "),
                new Span.Link("https://github.com/acme/blog/pull/12", "the draft")),
            Line.of(
                BODY,
                new Plain("What changed: "),
                new Untrusted("lanes, slots and reviews explained; a diagram; 900 words."))),
        List.of(
            button(35, "accept", "Accept", Rank.MAIN),
            button(35, "return", "Send back…", Rank.OTHER, why("What is missing?"))),
        "@ryan T-35 Document the coordination layer for the blog post is ready for you.");
  }

  Message stuckPing() {
    return new Message(
        Kind.PING,
        List.of(
            Line.of(
                BODY,
                new Mention(Sample.RYAN),
                new Plain("  "),
                new Strong("T-36"),
                new Plain(" "),
                new Untrusted("Migrate the staging database"),
                new Plain(" is "),
                new State(Sign.STUCK),
                new Plain(".")),
            Line.of(
                BODY,
                new Plain(
                    "Why: 3 attempts ended without a result (builder, main, kai; limit 3). Last note: kai "),
                ago(11),
                new Plain(" “"),
                new Untrusted("lock timeout on step 4"),
                new Plain("”.")),
            Line.of(META, new Plain("It holds no slot; T-44 and T-47 come after it and wait."))),
        List.of(
            button(
                36,
                "reassign",
                "Reassign…",
                Rank.MAIN,
                new Field("agent", "To whom", true, 32, List.of("kai", "attribution"))),
            button(36, "snooze", "Snooze 1 h", Rank.OTHER),
            button(
                36,
                "unblock",
                "Unblock…",
                Rank.OTHER,
                new Field("note", "Tell the agent", false, 500, List.of())),
            button(36, "cancel", "Cancel…", Rank.OTHER, why("Why"))),
        "@ryan T-36 Migrate the staging database is stuck: three attempts ended without a result.");
  }

  Message settled() {
    return new Message(
        Kind.PING,
        List.of(Line.of(
            BODY,
            new Strong("T-33"),
            new Plain(" "),
            new Untrusted("Tidy the release notes"),
            new Plain(" · accepted by ryan "),
            ago(58))),
        List.of(),
        "T-33 was accepted by ryan.");
  }

  static Message answer(String text) {
    return new Message(Kind.ANSWER, List.of(Line.of(BODY, new Plain(text))), List.of(), text);
  }

  static Message refusal(String text, String example) {
    return new Message(
        Kind.ANSWER,
        List.of(Line.of(WARNING, new Plain(text)), Line.of(EXAMPLE, new Plain(example))),
        List.of(),
        text);
  }

  static Message help() {
    return new Message(
        Kind.ANSWER,
        List.of(
            Line.of(TITLE, new Plain("Signalbox – tasks for agent teams")),
            Line.of(BODY, new Plain("Start with one of these:")),
            Line.of(EXAMPLE, new Plain("/signalbox new \"Retry failed webhooks\" lane:build")),
            Line.of(EXAMPLE, new Plain("/signalbox claim T-41 agent:ada")),
            Line.of(EXAMPLE, new Plain("/signalbox agents")),
            Line.of(META, new Plain("More: help claim · help lane · help agent"))),
        List.of(),
        "Signalbox help.");
  }
}
