package dev.signalbox.board;

import java.util.Optional;

/** Who may decide about what. Checked when something is done, never when it is offered. */
final class Authority {

  private Authority() {}

  /** Whether {@code who} answers for the whole team. */
  static boolean admin(Board board, Actor who) {
    return who.kind() == Actor.Kind.OPERATOR
        || who.kind() == Actor.Kind.SYSTEM
        || person(board, who).filter(Team.Person::admin).isPresent();
  }

  /** Whether {@code who} is a person of the team, or its operator. */
  static boolean member(Board board, Actor who) {
    return admin(board, who) || person(board, who).isPresent();
  }

  /** Whether {@code who} answers for the task: its owner or an admin. Agents never do. */
  static boolean decides(Board board, Actor who, Task task) {
    return admin(board, who)
        || (who.person().filter(task.owner()::equals).isPresent() && member(board, who));
  }

  /** Whether {@code who} is the agent, or the person who may act for it. */
  static boolean actsFor(Board board, Actor who, Agent agent) {
    return who.agent().filter(agent.id()::equals).isPresent()
        || (who.person().filter(person -> person.equals(agent.person())).isPresent()
            && member(board, who));
  }

  private static Optional<Team.Person> person(Board board, Actor who) {
    return who.person().map(person -> board.team().people().get(person));
  }
}
