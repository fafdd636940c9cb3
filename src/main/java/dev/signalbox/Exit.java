package dev.signalbox;

/** Exit codes, after BSD's sysexits; documented in the README. */
final class Exit {

  static final int OK = 0;
  /** An ordinary no: the command was refused and will be again. */
  static final int REFUSED = 1;
  /** No work yet: in line, or refused until something changes ({@code do: wait}). */
  static final int WAITING = 2;
  /** What it was about is not the caller's any more ({@code do: stop}). */
  static final int STOP = 3;
  /** The command line is wrong. */
  static final int USAGE = 64;
  /** No server is there to do it. */
  static final int UNAVAILABLE = 69;
  /** Our own fault. */
  static final int SOFTWARE = 70;
  /** The data directory cannot be used: another process has it, or it is damaged. */
  static final int CANT_CREATE = 73;
  /** Try again later. */
  static final int TEMP_FAIL = 75;
  /** The file system, or the server, does not let us. */
  static final int NO_PERMISSION = 77;
  /** The configuration is wrong. */
  static final int CONFIG = 78;

  private Exit() {}
}
