package dev.signalbox.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant to write. */
final class Nearest {

  private Nearest() {}

  /** The known word that is fewest slips away, if that is near enough to be a slip at all. */
  static Optional<String> among(Collection<String> known, String written) {
    int slipsMax = 1 + written.length() / 4;
    return known.stream()
        .filter(word -> Math.abs(word.length() - written.length()) <= slipsMax)
        .filter(word -> slips(word, written) <= slipsMax)
        .min(Comparator.comparingInt(word -> slips(word, written)));
  }

  /** Letters left out, added, changed, or swapped with their neighbour. */
  static int slips(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    int changed = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(changed, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
