package dev.signalbox.talk;

import dev.signalbox.board.Lane;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamEvent.Configured.Change;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings, as they are shown and asked for. */
final class SetupView {

  private static final String SECTION = "{}";
  private static final int TEXT_MAX = 500;
  private static final int CHANGES_MAX = 5;

  private SetupView() {}

  /** How the team is set up, and a form filled in with just that. */
  static Message form(Team team) {
    return new Draft(Kind.ANSWER, team.zone())
        .say(Role.TITLE, "setup.title")
        .say(Role.BODY, "setup.lanes_now", "lanes", Say.untrusted(lanes(team)))
        .say(
            Role.META,
            "setup.rest_now",
            "slots",
            team.wip(),
            "owner",
            team.owner(),
            "zone",
            team.zone().getId(),
            "quiet",
            quiet(team))
        .button(button(team))
        .asWritten();
  }

  /** What opens the form. */
  static Button button(Team team) {
    return new Button(
        Action.look("setup", Subject.TEAM).toString(),
        Words.raw("button.setup"),
        Words.raw("button.setup.aloud"),
        Rank.MAIN,
        List.of(
            field("lanes", "field.setup_lanes", TEXT_MAX, lanes(team)),
            field("wip", "field.setup_wip", 4, Integer.toString(team.wip())),
            new Field(
                "owner",
                Words.raw("field.setup_owner"),
                true,
                32,
                team.people().keySet().stream().map(Object::toString).toList(),
                team.owner().name()),
            field("zone", "field.setup_zone", 60, team.zone().getId()),
            field("quiet_hours", "field.setup_quiet", 20, quiet(team))));
  }

  private static Field field(String name, String key, int max, String value) {
    return new Field(name, Words.raw(key), true, max, List.of(), value);
  }

  private static String lanes(Team team) {
    return team.lanes().values().stream().map(SetupView::lane).collect(Collectors.joining(", "));
  }

  private static String lane(Lane lane) {
    return lane.wip() == null ? lane.id().name() : lane.id() + " " + lane.wip();
  }

  private static String quiet(Team team) {
    Team.QuietHours quiet = team.notices().quiet();
    return quiet == null ? Words.raw("setup.no_quiet") : quiet.from() + "-" + quiet.to();
  }

  /** What came of a change. */
  static Message verdict(Offices.Verdict verdict, ZoneId zone) {
    String problem = verdict.problem();
    if (problem != null) {
      Draft draft = new Draft(Kind.ANSWER, zone);
      problem
          .lines()
          .forEach(
              line -> draft.say(Role.WARNING, "problem.setting", "problem", Say.untrusted(line)));
      return draft.asWritten();
    }
    boolean same = verdict.changed().isEmpty();
    Draft draft = new Draft(Kind.ANSWER, zone).say(Role.BODY, same ? "did.set_nothing" : "did.set");
    verdict.changed().forEach(change -> draft.line(Role.META, spans(change)));
    if (!verdict.later().isEmpty()) {
      draft.say(Role.META, "did.set_later", "keys", Say.list(verdict.later()));
    }
    return draft.asWritten();
  }

  /** A list that somebody asked for, as it is. */
  static Message lines(List<String> lines, ZoneId zone) {
    Draft draft = new Draft(Kind.ANSWER, zone);
    lines.forEach(line -> draft.line(Role.QUOTE, List.of(Say.untrusted(line))));
    return draft.asWritten();
  }

  /** The first few changes in one line. */
  static List<Span> changes(List<Change> changes) {
    List<List<Span>> some =
        changes.stream().limit(CHANGES_MAX).map(SetupView::spans).collect(Collectors.toList());
    if (changes.size() > CHANGES_MAX) {
      some.add(Say.spans("list.more", "number", changes.size() - CHANGES_MAX));
    }
    return Say.joined(some, ", ");
  }

  private static List<Span> spans(Change change) {
    return Say.spans(
        "did.set_change",
        "key",
        Say.untrusted(change.key()),
        "before",
        value(change.before(), "setting.not_set"),
        "now",
        value(change.now(), "setting.gone"));
  }

  private static Span value(@Nullable String text, String ifNone) {
    return text == null
        ? Say.plain(Words.raw(ifNone))
        : text.equals(SECTION) ? Say.plain(Words.raw("setting.new")) : Say.quote(text, 60);
  }
}
