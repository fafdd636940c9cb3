package dev.signalbox.board;

/** A person's short name, such as {@code ryan}. */
public record PersonId(String name) implements Comparable<PersonId> {

  public PersonId {
    Names.check("person", name);
  }

  @Override
  public int compareTo(PersonId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
