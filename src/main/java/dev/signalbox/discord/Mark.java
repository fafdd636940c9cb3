package dev.signalbox.discord;

/**
 * By what a message is known to be the one of an outbox row: its nonce, which Discord keeps for some
 * minutes and makes no second message of, and the number of its first component, which stays.
 *
 * @param nonce at most 25 characters
 * @param number above {@link #LEAST}, so that it is none of the small numbers that Discord gives
 */
record Mark(String nonce, int number) {

  /** Discord itself numbers the components of a message from 1. */
  static final int LEAST = 1_000;

  private static final long SPAN = Integer.MAX_VALUE - LEAST - 1L;

  /**
   * @param instance this installation, so that two of them in one channel do not take each other's
   *     messages for their own
   */
  static Mark of(String instance, long outbox) {
    int here = instance.hashCode();
    int number = LEAST + 1 + (int) Math.floorMod(here + outbox, SPAN);
    return new Mark(
        "sb" + Integer.toUnsignedString(here, 36) + "-" + Long.toString(outbox, 36), number);
  }
}
