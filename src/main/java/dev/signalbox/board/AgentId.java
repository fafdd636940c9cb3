package dev.signalbox.board;

/** An agent's handle, such as {@code ada}; never given to another agent. */
public record AgentId(String name) implements Comparable<AgentId> {

  public AgentId {
    Names.check("agent", name);
  }

  @Override
  public int compareTo(AgentId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
