package dev.signalbox.talk;

import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Team;
import dev.signalbox.board.Texts;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.language.Words;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The form for a new task: {@code new} with a field for every option that a person fills in. */
public final class NewTask {

  private static final int AFTER_TEXT_MAX = 200;

  private NewTask() {}

  /** With the lanes and people the team has. */
  public static Button button(Team team) {
    List<String> lanes =
        team.lanes().keySet().stream().map(LaneId::name).sorted().toList();
    List<String> people =
        team.people().keySet().stream().map(PersonId::name).sorted().toList();
    List<String> priorities = Stream.of(Priority.values())
        .map(priority -> priority.name().toLowerCase(Locale.ROOT))
        .toList();
    String label = Words.raw("new.button");
    return new Button(
        Action.look("new", Subject.TEAM).toString(),
        label,
        label,
        Button.Rank.OTHER,
        List.of(
            Field.text("title", Words.raw("new.title"), true, Texts.TITLE_MAX),
            choice("lane", "new.lane", lanes),
            Field.text("brief", Words.raw("new.brief"), false, Texts.BRIEF_MAX),
            Field.text(
                "done_when",
                Words.raw("new.done_when"),
                false,
                Texts.DONE_WHEN_MAX * Texts.DONE_WHEN_ITEMS_MAX),
            choice("priority", "new.priority", priorities),
            choice("owner", "new.owner", people),
            Field.text("after", Words.raw("new.after"), false, AFTER_TEXT_MAX)));
  }

  private static Field choice(String name, String key, List<String> choices) {
    return new Field(name, Words.raw(key), false, 32, choices);
  }
}
