package dev.signalbox.web;

/** Others' text inside our sentences. */
final class Words {

  private static final int SHOWN_MAX = 80;

  private Words() {}

  /** In quotes, at most 80 characters, anything but printable ASCII as a question mark. */
  static String quoted(String text) {
    var shown = new StringBuilder("'");
    text.chars()
        .limit(SHOWN_MAX)
        .forEach(c -> shown.append(c >= 0x20 && c < 0x7f ? (char) c : '?'));
    return shown.append(text.length() > SHOWN_MAX ? "…'" : "'").toString();
  }
}
