package dev.signalbox.settings;

/**
 * The configuration cannot be used. The message is for the person who wrote it: one line for each
 * problem, {@code file:line: key: what is wrong and what is allowed}. It never repeats a secret.
 */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SettingsException(String problems) {
    super(problems);
  }
}
