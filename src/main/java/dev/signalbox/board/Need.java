package dev.signalbox.board;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So much of one resource.
 *
 * @param units at least 1; 1 for paths
 * @param shared of paths: others may share them too
 */
public record Need(ResourceId resource, int units, boolean shared) implements Comparable<Need> {

  /** How it is written. */
  public static final String FORM =
      "NAME, NAME:UNITS, files:GLOB or files:GLOB:shared, such as staging:1";

  private static final String SHARED = ":shared";
  private static final Pattern UNITS = Pattern.compile("([^:]+):([1-9][0-9]{0,5})");

  public Need {
    if (units < 1 || shared && !resource.files() || units > 1 && resource.files()) {
      throw new IllegalArgumentException(
          "no need: " + units + " of " + resource + (shared ? " shared" : ""));
    }
  }

  /** So many units of a resource of the settings. */
  public static Need of(String resource, int units) {
    return new Need(new ResourceId(resource), units, false);
  }

  /** Paths that nobody else may have meanwhile. */
  public static Need exclusive(String glob) {
    return new Need(new ResourceId(ResourceId.FILES + glob), 1, false);
  }

  /** Paths that others may share. */
  public static Need shared(String glob) {
    return new Need(new ResourceId(ResourceId.FILES + glob), 1, true);
  }

  /** Reads what {@link #toString} writes. */
  public static Optional<Need> parse(String text) {
    if (text.startsWith(ResourceId.FILES)) {
      boolean shared = text.endsWith(SHARED);
      String name = shared ? text.substring(0, text.length() - SHARED.length()) : text;
      return ResourceId.parse(name).map(id -> new Need(id, 1, shared));
    }
    Matcher counted = UNITS.matcher(text);
    return counted.matches()
        ? ResourceId.parse(counted.group(1))
            .map(id -> new Need(id, Integer.parseInt(counted.group(2)), false))
        : ResourceId.parse(text).map(id -> new Need(id, 1, false));
  }

  /** Whether the two compete: units of the same resource, or paths that meet and are not shared. */
  boolean contends(Need other) {
    return !(shared && other.shared) && resource.meets(other.resource);
  }

  /** Whether any of these competes with any of those. */
  static boolean contend(List<Need> these, List<Need> those) {
    return these.stream().anyMatch(need -> those.stream().anyMatch(need::contends));
  }

  @Override
  public int compareTo(Need other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return resource + (shared ? SHARED : units == 1 ? "" : ":" + units);
  }
}
