package dev.signalbox;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Says which version this is. */
@Command(name = "version", description = "Print the version of Signalbox and of Java.")
final class VersionCommand implements Runnable {

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine()
        .getOut()
        .println("signalbox " + Signalbox.version() + ", Java " + Runtime.version());
  }
}
