package dev.signalbox.desk;

/** Storage failed; nothing was written. What to do about it depends on the kind. */
public final class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What is wrong with storage. */
  public enum Kind {
    /** No room left: nothing can be written until there is. */
    FULL,
    /** Another process keeps it locked: try again soon. */
    LOCKED,
    /** It may not be written to. */
    READ_ONLY,
    /** The file is damaged. */
    CORRUPT,
    /** Anything else. */
    BROKEN
  }

  private final Kind kind;

  public LedgerException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public LedgerException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
