package dev.signalbox.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Instants as they stand in the tables: {@code 2030-01-31T09:00:00.000Z}, always of this length, so
 * that they sort as text.
 */
final class Times {

  private static final int DAY_MILLIS = 86_400_000;
  private static final int LENGTH = 24;

  private Times() {}

  /**
   * Whole milliseconds, as the desk's clock has them; what is finer is cut off.
   *
   * @throws IllegalArgumentException outside the years 0 to 9999
   */
  static String text(Instant at) {
    long millis = at.toEpochMilli();
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
    if (day.getYear() < 0 || day.getYear() > 9999) {
      throw new IllegalArgumentException("the ledger keeps the years 0 to 9999, not " + at);
    }
    int time = Math.floorMod(millis, DAY_MILLIS);
    char[] text = new char[LENGTH];
    put(text, 0, 4, day.getYear(), '-');
    put(text, 5, 2, day.getMonthValue(), '-');
    put(text, 8, 2, day.getDayOfMonth(), 'T');
    put(text, 11, 2, time / 3_600_000, ':');
    put(text, 14, 2, time / 60_000 % 60, ':');
    put(text, 17, 2, time / 1000 % 60, '.');
    put(text, 20, 3, time % 1000, 'Z');
    return new String(text);
  }

  private static void put(char[] text, int from, int digits, int number, char end) {
    int rest = number;
    for (int i = from + digits - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    text[from + digits] = end;
  }

  /**
   * Reads what {@link #text} wrote. By hand: a team at a glance is many instants, and the general
   * parser takes 20 times as long.
   *
   * @throws java.time.DateTimeException for a text of another form
   */
  static Instant parse(String text) {
    if (text.length() != LENGTH || text.charAt(10) != 'T' || text.charAt(LENGTH - 1) != 'Z') {
      return Instant.parse(text);
    }
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    LocalTime time = LocalTime.of(
        number(text, 11, 2),
        number(text, 14, 2),
        number(text, 17, 2),
        number(text, 20, 3) * 1_000_000);
    return LocalDateTime.of(day, time).toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeParseException("no digit", text, i);
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
