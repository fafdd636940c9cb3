package dev.signalbox.talk;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.State;
import dev.signalbox.board.StuckReason;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Task;
import dev.signalbox.board.Texts;
import dev.signalbox.talk.Button.Field;
import dev.signalbox.talk.Button.Rank;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.List;

/** The buttons of a task as it stands now. One that was used is gone, for the state is another. */
final class Buttons {

  private Buttons() {}

  /** On the card: what can be done about its hold. Decisions are on the ping. */
  static List<Button> ofCard(Task task, List<AgentId> colleagues) {
    List<Button> all = new ArrayList<>();
    if (!task.state().open()) {
      return all;
    }
    all.add(
        of(Action.look("show", Subject.of(task.id())), Rank.MAIN, Words.raw("button.show"), task));
    if (task.state() == State.REVIEW) {
      all.add(of(Action.epoch("pass", task), Rank.OTHER, Words.raw("button.pass"), task));
      all.add(of(
          Action.epoch("fail", task),
          Rank.OTHER,
          Words.raw("button.fail"),
          task,
          text("feedback", "field.feedback", true, Texts.FEEDBACK_MAX)));
    }
    if (task.held().isPresent()) {
      all.add(more("release", task, text("note", "field.release", true, Texts.NOTE_MAX)));
    }
    if (task.state() == State.TODO || task.state() == State.DOING) {
      all.add(more("reassign", task, agent(colleagues)));
    }
    if (task.state() != State.READY && task.state() != State.STUCK) {
      all.add(more("stuck", task, text("reason", "field.stuck", true, Texts.NOTE_MAX)));
    }
    all.add(more("cancel", task, text("reason", "field.cancel", true, Texts.NOTE_MAX)));
    return all;
  }

  /** On the ping that says it is ready. */
  static List<Button> ofReady(Task task) {
    Button back = of(
        Action.episode("return", task),
        task.state() == State.READY ? Rank.OTHER : Rank.MAIN,
        Words.raw("button.return"),
        task,
        text("why", "field.return", true, Texts.NOTE_MAX));
    return task.state() == State.READY
        ? List.of(
            of(Action.episode("accept", task), Rank.MAIN, Words.raw("button.accept"), task), back)
        : List.of(back);
  }

  /** On the ping that says it is stuck. */
  static List<Button> ofStuck(Task task, List<AgentId> free) {
    List<Button> all = new ArrayList<>();
    all.add(of(
        Action.episode("reassign", task),
        Rank.MAIN,
        Words.raw("button.reassign"),
        task,
        agent(free)));
    all.add(of(Action.episode("snooze", task), Rank.OTHER, Words.raw("button.snooze"), task));
    all.add(of(
        Action.episode("unblock", task),
        Rank.MAIN,
        Words.raw("button.unblock"),
        task,
        text("note", "field.unblock", toldHow(task), Texts.NOTE_MAX)));
    if (task.submitted()) {
      all.add(
          of(Action.episode("accept", task), Rank.OTHER, Words.raw("button.accept_as_is"), task));
    }
    all.add(of(
        Action.episode("cancel", task),
        Rank.MORE,
        Words.raw("button.cancel"),
        task,
        text("reason", "field.cancel", true, Texts.NOTE_MAX)));
    return all;
  }

  /** Whether it goes back to its last holder, who must be told how to go on. */
  private static boolean toldHow(Task task) {
    Task.Stuck stuck = task.stuck();
    return stuck != null
        && task.author() != null
        && (stuck.reason() == StuckReason.REVIEW_ROUNDS
            || stuck.reason() == StuckReason.ASKED && stuck.from() == State.DOING);
  }

  private static Button more(String verb, Task task, Field field) {
    return of(Action.epoch(verb, task), Rank.MORE, Words.raw("button." + verb), task, field);
  }

  private static Button of(Action action, Rank rank, String label, Task task, Field... fields) {
    String accessible =
        Words.text("button." + action.verb() + ".aloud", name -> task.id().toString());
    return new Button(action.toString(), label, accessible, rank, List.of(fields));
  }

  private static Field text(String name, String key, boolean required, int max) {
    return Field.text(name, Words.raw(key), required, max);
  }

  private static Field agent(List<AgentId> choices) {
    List<String> handles = choices.stream().map(AgentId::name).toList();
    return new Field("agent", Words.raw("field.reassign"), true, 32, handles);
  }
}
