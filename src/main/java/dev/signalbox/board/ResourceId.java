package dev.signalbox.board;

import java.util.Optional;

/**
 * The name of something agents compete for: one of the team's settings, such as {@code staging}, or
 * paths of the team's files, such as {@code files:src/**}, which need no setting.
 */
public record ResourceId(String name) implements Comparable<ResourceId> {

  /** What comes before the glob of paths. */
  public static final String FILES = "files:";

  /** What a name of the settings or a set of paths may be. */
  public static final String FORM =
      "a resource's name (" + Names.FORM + ") or " + FILES + "GLOB such as files:src/**";

  public ResourceId {
    if (name.startsWith(FILES)) {
      if (PathPattern.parse(name.substring(FILES.length())).isEmpty()) {
        throw new IllegalArgumentException("not a glob of paths: \"" + name + "\"");
      }
    } else {
      Names.check("resource", name);
    }
  }

  public static Optional<ResourceId> parse(String text) {
    boolean good = text.startsWith(FILES)
        ? PathPattern.parse(text.substring(FILES.length())).isPresent()
        : Names.valid(text);
    return good ? Optional.of(new ResourceId(text)) : Optional.empty();
  }

  /** Whether it is paths, so that it is exclusive or shared and has no units. */
  public boolean files() {
    return name.startsWith(FILES);
  }

  /** Whether a holder of one could come upon what a holder of the other has. */
  boolean meets(ResourceId other) {
    if (!files() || !other.files()) {
      return equals(other);
    }
    return equals(other) || pattern().meets(other.pattern());
  }

  private PathPattern pattern() {
    return PathPattern.parse(name.substring(FILES.length())).orElseThrow();
  }

  @Override
  public int compareTo(ResourceId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
