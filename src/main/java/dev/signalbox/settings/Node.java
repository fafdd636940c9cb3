package dev.signalbox.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A piece of the file as it was written, and the line of its key, from 1. */
sealed interface Node {

  int line();

  /** As a message repeats it: short, and on one line. */
  String shown();

  /** A key with nothing after it. */
  record Blank(int line) implements Node {
    @Override
    public String shown() {
      return "nothing";
    }
  }

  /**
   * A single value.
   *
   * @param words false for a number, or true or false, outside quotes
   */
  record Scalar(String text, boolean words, int line) implements Node {
    @Override
    public String shown() {
      return words ? quote(text) : cut(text);
    }
  }

  record Items(List<Node> items, int line) implements Node {
    @Override
    public String shown() {
      return cut("a list " + items.stream().limit(5).map(Node::shown).toList());
    }
  }

  /** Keys and what stands under them, in the order of the file. */
  record Section(Map<String, Node> entries, int line) implements Node {
    @Override
    public String shown() {
      return entries.keySet().stream()
          .limit(5)
          .map(Node::quote)
          .collect(Collectors.joining(", ", "keys ", ""));
    }
  }

  /** In quotes, shortened, without characters that could forge a line of a log. */
  static String quote(String text) {
    return '"' + cut(text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?")) + '"';
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
