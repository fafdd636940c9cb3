package dev.signalbox;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at a configuration without running anything. */
@Command(
    name = "config",
    description = "Check or show the configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which? check or show.");
  }

  @Command(
      name = "check",
      description = "Say whether the configuration is right, or everything that is wrong in it.",
      mixinStandardHelpOptions = true)
  int check(@Mixin SettingsOptions options) {
    int teams = options.read().teams().size();
    spec.commandLine()
        .getOut()
        .println("The configuration is right: " + teams + (teams == 1 ? " team." : " teams."));
    return Exit.OK;
  }

  @Command(
      name = "show",
      description = "Show every value in force and where it comes from.",
      mixinStandardHelpOptions = true)
  int show(@Mixin SettingsOptions options) {
    spec.commandLine().getOut().println(options.read().describe());
    return Exit.OK;
  }
}
