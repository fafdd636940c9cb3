package dev.signalbox.talk.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known word that is nearest to a mistyped one, if one is near enough. */
  public static Optional<String> to(String typed, Collection<String> known) {
    int most = typed.length() <= 3 ? 1 : typed.length() <= 6 ? 2 : 3;
    if (typed.length() > 40) {
      return Optional.empty();
    }
    return known.stream()
        .filter(word -> distance(typed, word) <= Math.min(most, word.length() - 1))
        .min(Comparator.<String>comparingInt(word -> distance(typed, word))
            .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters to change, add, drop, or swap with their neighbour. */
  static int distance(String one, String other) {
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
