package dev.signalbox.board;

import java.util.Optional;

/** What a ping, a pause or a message is about: {@code T-41}, {@code lane:build}, … */
public record Subject(Kind kind, String name) {

  /** The kinds of subject. */
  public enum Kind {
    TASK,
    LANE,
    AGENT,
    TEAM
  }

  /** The team itself, where the team is known from elsewhere. */
  public static final Subject TEAM = new Subject(Kind.TEAM, "team");

  public static Subject of(TaskId task) {
    return new Subject(Kind.TASK, task.toString());
  }

  public static Subject of(LaneId lane) {
    return new Subject(Kind.LANE, lane.name());
  }

  public static Subject of(AgentId agent) {
    return new Subject(Kind.AGENT, agent.name());
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Subject parse(String text) {
    if (text.equals("team")) {
      return TEAM;
    }
    if (text.startsWith("lane:")) {
      return of(new LaneId(text.substring(5)));
    }
    if (text.startsWith("agent:")) {
      return of(new AgentId(text.substring(6)));
    }
    return TaskId.parse(text)
        .map(Subject::of)
        .orElseThrow(() -> new IllegalArgumentException("no subject: " + text));
  }

  public Optional<TaskId> taskId() {
    return kind == Kind.TASK ? TaskId.parse(name) : Optional.empty();
  }

  public Optional<LaneId> laneId() {
    return kind == Kind.LANE ? Optional.of(new LaneId(name)) : Optional.empty();
  }

  public Optional<AgentId> agentId() {
    return kind == Kind.AGENT ? Optional.of(new AgentId(name)) : Optional.empty();
  }

  @Override
  public String toString() {
    return switch (kind) {
      case TASK, TEAM -> name;
      case LANE -> "lane:" + name;
      case AGENT -> "agent:" + name;
    };
  }
}
