package dev.signalbox.desk;

import java.time.Duration;

/**
 * Something that happened to time, other than that it passed.
 *
 * @param by how much, never negative
 */
record Jolt(Kind kind, Duration by) {

  enum Kind {
    /** The wall clock ran ahead of the monotonic one: the machine slept, or somebody set it. */
    LEAPT,
    /** Nobody looked at the clock for long: the process was stopped, or had to wait. */
    STALLED,
    /** The wall clock was set back; the desk's own goes on. */
    SET_BACK,
    /** The wall clock came nearer to the desk's own, which is ahead of it and goes on. */
    PUT_RIGHT
  }

  /** Whether agents may have spoken meanwhile and were not heard. */
  boolean deafened() {
    return kind == Kind.LEAPT || kind == Kind.STALLED;
  }
}
