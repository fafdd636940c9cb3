package dev.signalbox;

/** Ends a command with a message for whoever typed it, and an exit code. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exit;

  Failure(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
