package dev.signalbox.bench;

import java.util.Locale;

/** One thing that was measured. */
record Figure(String chapter, String name, double value, String unit, Goal goal) {

  boolean met() {
    return goal.met(value);
  }

  /** Three digits, or all before the point. */
  static String shown(double value) {
    String pattern = value == Math.rint(value) || Math.abs(value) >= 100
        ? "%,.0f"
        : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
