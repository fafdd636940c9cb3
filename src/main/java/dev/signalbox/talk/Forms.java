package dev.signalbox.talk;

import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.board.Texts;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Button.Field;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a platform asks for before something is done, where it learns of a press and not of the
 * button's fields. Thread-safe; reads the ledger on the calling thread.
 */
public final class Forms {

  /** So much of what was said fits into a form with the link behind it. */
  private static final int SAID_MAX = 2_500;

  private final Reads reads;
  private final InstantSource clock;

  public Forms(Reads reads, InstantSource clock) {
    this.reads = reads;
    this.clock = clock;
  }

  /**
   * The button of that action as it is drawn now, with what it asks for.
   *
   * @param action as it came back: not to be trusted
   * @return empty where there is no such button any more; who presses it is told what happened
   */
  public Optional<Button> button(TeamId team, String action) {
    return Action.parse(action).stream()
        .flatMap(known -> shown(team, known.subject()))
        .filter(button -> button.action().equals(action))
        .findFirst();
  }

  private Stream<Button> shown(TeamId team, Subject subject) {
    if (subject.equals(Subject.TEAM)) {
      return reads.team(team).map(SetupView::button).stream();
    }
    return subject.taskId().flatMap(id -> Scene.of(reads, team, id)).stream()
        .flatMap(scene -> Stream.concat(onCard(scene), onPing(scene)));
  }

  private static Stream<Button> onCard(Scene scene) {
    return Buttons.ofCard(scene.task(), scene.colleagues()).stream();
  }

  private Stream<Button> onPing(Scene scene) {
    Task task = scene.task();
    if (task.state() == State.STUCK) {
      return Buttons.ofStuck(task, scene.free(clock.instant())).stream();
    }
    boolean ready = task.state() == State.READY || task.state() == State.DONE;
    return ready ? Buttons.ofReady(task).stream() : Stream.empty();
  }

  /**
   * What makes a task of something that was said.
   *
   * @param said the first line becomes the title
   * @param link where it was said
   */
  public static Button newTask(Team team, String said, String link) {
    String text = said.strip();
    String title = cut(text.lines().findFirst().orElse(""), Texts.TITLE_MAX);
    String brief = (cut(text, SAID_MAX) + "\n\n" + link).strip();
    Button form = NewTask.button(team);
    List<Field> fields = form.fields().stream()
        .map(field -> switch (field.name()) {
          case "title" -> filled(field, title);
          case "brief" -> filled(field, brief);
          default -> field;
        })
        .toList();
    return new Button(form.action(), form.label(), form.accessible(), form.rank(), fields);
  }

  private static Field filled(Field field, String value) {
    return new Field(
        field.name(), field.label(), field.required(), field.max(), field.choices(), value);
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** The task in whose thread a message of the platform stands, by the first message of it. */
  public Optional<TaskId> taskAt(TeamId team, String room, String message) {
    return reads.about(team, room, message).flatMap(Subject::taskId);
  }
}
