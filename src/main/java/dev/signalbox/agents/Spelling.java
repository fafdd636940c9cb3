package dev.signalbox.agents;

/** How far apart two words are. */
final class Spelling {

  /** Words longer than any of ours are not looked at to their end. */
  private static final int LOOKED_AT_MAX = 32;

  private Spelling() {}

  /** How many letters one has to add, drop or change (Levenshtein). */
  static int distance(String one, String other) {
    String a = one.substring(0, Math.min(one.length(), LOOKED_AT_MAX));
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
