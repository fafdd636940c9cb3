package dev.signalbox.slips;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that somebody probably meant. */
public final class Nearest {

  /** Nothing we know is as long; comparing takes time that grows with the length. */
  private static final int LENGTH_MAX = 40;

  private Nearest() {}

  /**
   * The known word that is fewest slips away from what was written, if it is near enough to be a
   * slip at all; of two as near the first in the alphabet.
   */
  public static Optional<String> to(String written, Collection<String> known) {
    if (written.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    int most = written.length() <= 3 ? 1 : written.length() <= 6 ? 2 : 3;
    return known.stream()
        .filter(word -> slips(written, word) <= Math.min(most, word.length() - 1))
        .min(Comparator.<String>comparingInt(word -> slips(written, word))
            .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * How many letters to change, add, drop, or swap with their neighbour: the Damerau-Levenshtein
   * distance in its restricted form (optimal string alignment), where no letter is touched twice.
   */
  static int slips(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int cheapest(int[][] cost, String one, String other, int i, int j) {
    boolean same = one.charAt(i - 1) == other.charAt(j - 1);
    int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped = i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
