package dev.signalbox.board;

/** A lane's short name, such as {@code build}. */
public record LaneId(String name) implements Comparable<LaneId> {

  public LaneId {
    Names.check("lane", name);
  }

  @Override
  public int compareTo(LaneId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
