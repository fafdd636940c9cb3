package dev.signalbox.slack;

/**
 * What Slack accepts. Kept by cutting, never met as an error. Characters are counted as UTF-16, which
 * is never less than what Slack counts.
 */
final class Limits {

  /** Blocks of a message. */
  static final int BLOCKS = 50;

  /** Elements of a row of buttons. */
  static final int ELEMENTS = 25;

  /** Characters of the text of one section. */
  static final int SECTION = 3_000;

  /** Characters of the text beside the blocks, as it is sent. */
  static final int TEXT = 3_900;

  /** Characters of one line of ours; so that one line always fits. */
  static final int LINE = 1_400;

  /**
   * Bytes of the blocks of a message as JSON. Slack refuses a message near 13,200 and does not say
   * what it counts; bytes of the whole are the most that it can be.
   */
  static final int MESSAGE_BYTES = 12_000;

  /** Of these, bytes of the buttons. */
  static final int BUTTONS_BYTES = 5_000;

  /** Characters on a button, and of what is read aloud instead. */
  static final int LABEL = 75;

  /** Characters of what a button hands back. */
  static final int VALUE = 2_000;

  /** Characters of what an entry of a menu hands back. */
  static final int OPTION_VALUE = 150;

  /** Entries of a menu. */
  static final int OPTIONS = 5;

  private Limits() {}
}
