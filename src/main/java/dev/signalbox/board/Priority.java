package dev.signalbox.board;

import java.util.Locale;

/** How soon a task is wanted, most urgent first. */
public enum Priority {
  URGENT,
  HIGH,
  NORMAL,
  LOW;

  /** This priority after {@code levels} whole ageing periods of waiting, at most urgent. */
  @SuppressWarnings("EnumOrdinal") // The order of the constants is what raising means.
  Priority raised(long levels) {
    return values()[(int) Math.max(0, ordinal() - levels)];
  }

  /** The word used in chat, JSON and SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
