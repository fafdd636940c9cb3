package dev.signalbox.discord;

/** What Discord accepts. Kept by cutting, never met as an error. Characters are counted as UTF-16. */
final class Limits {

  /** Characters of a message that is plain content. */
  static final int CONTENT = 2_000;

  /** Characters of all texts of a message of components. */
  static final int TEXTS = 4_000;

  /** Characters of one line of ours; so that one line always fits. */
  static final int LINE = 1_400;

  /** Rows of buttons below a message. */
  static final int ROWS = 5;

  /** Buttons of a row. */
  static final int ROW = 5;

  /** Characters on a button. */
  static final int LABEL = 80;

  /** Entries of a menu. */
  static final int OPTIONS = 25;

  /** Characters of what an entry of a menu says and hands back. */
  static final int OPTION = 100;

  /** Characters of what a menu says while nothing is chosen. */
  static final int PLACEHOLDER = 150;

  /** Characters of the name of a thread. */
  static final int THREAD = 100;

  /** Characters of what an entry in a message's menu is called. */
  static final int NAME = 32;

  /** Characters that describe a command or an option. */
  static final int DESCRIPTION = 100;

  /** Likewise in another language: all of a command, in the longest words, may have 8 000. */
  static final int TRANSLATION = 90;

  private Limits() {}
}
