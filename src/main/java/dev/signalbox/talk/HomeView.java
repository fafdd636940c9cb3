package dev.signalbox.talk;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.State;
import dev.signalbox.board.Task;
import dev.signalbox.board.Team;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** What concerns one person of a team: what waits for them, their other tasks, how they are told. */
final class HomeView {

  static final int TASKS_MAX = 10;

  private static final Set<State> WAITING = Set.of(State.READY, State.STUCK);
  private static final Set<State> GOING = Set.of(State.TODO, State.DOING, State.REVIEW);

  private HomeView() {}

  static Message of(Reads reads, Team team, PersonId person) {
    Draft draft = new Draft(Kind.ANSWER, team.zone());
    draft.say(Role.TITLE, "home.waiting", "team", team.id().name());
    tasks(draft, found(reads, team, person, WAITING), "home.waiting_none");
    draft.say(Role.TITLE, "home.yours");
    tasks(draft, found(reads, team, person, GOING), "home.yours_none");
    draft.say(Role.TITLE, "home.notices");
    draft.say(
        Role.META,
        team.notices().where() == Team.Notices.Where.THREAD ? "home.thread" : "home.channel");
    Team.QuietHours quiet = team.notices().quiet();
    if (quiet != null) {
      draft.say(Role.META, "home.quiet", "from", quiet.from(), "to", quiet.to());
    }
    return draft.asWritten();
  }

  /** For somebody of no team. */
  static Message stranger(String account) {
    return new Draft(Kind.ANSWER, ZoneOffset.UTC)
        .say(Role.BODY, "home.stranger", "account", Say.untrusted(account))
        .asWritten();
  }

  private static List<Task> found(Reads reads, Team team, PersonId person, Set<State> states) {
    return reads.tasks(
        team.id(), new Reads.TaskFilter(states, null, null, person, 0, TASKS_MAX + 1));
  }

  private static void tasks(Draft draft, List<Task> tasks, String ifNone) {
    if (tasks.isEmpty()) {
      draft.say(Role.META, ifNone);
    }
    tasks.stream().limit(TASKS_MAX).forEach(task -> draft.line(Role.BODY, ListView.line(task)));
    if (tasks.size() > TASKS_MAX) {
      draft.say(Role.META, "home.more");
    }
  }
}
