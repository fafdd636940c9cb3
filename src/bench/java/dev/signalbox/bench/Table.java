package dev.signalbox.bench;

import java.util.List;
import java.util.Locale;

/** The figures as text. */
final class Table {

  private Table() {}

  static String line(Figure figure) {
    return String.format(
        Locale.ROOT,
        "%-58s %10s %-5s %-10s %s",
        figure.name(),
        Figure.shown(figure.value()),
        figure.unit(),
        figure.goal(),
        figure.goal().sense() == Goal.Sense.NONE ? "" : figure.met() ? "met" : "MISSED");
  }

  static String of(List<Figure> figures) {
    StringBuilder text = new StringBuilder();
    String chapter = "";
    for (Figure figure : figures) {
      if (!figure.chapter().equals(chapter)) {
        chapter = figure.chapter();
        text.append(chapter).append('\n');
      }
      text.append("  ").append(line(figure).stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
