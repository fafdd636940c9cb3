package dev.signalbox;

import dev.signalbox.ledger.Store;
import dev.signalbox.settings.Settings;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at the configuration: the file alone, or what is in force on the data. */
@Command(
    name = "config",
    description = "Check, show or export the configuration.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which? check, show or export.");
  }

  @Command(
      name = "check",
      description = "Say whether the file is right, or everything that is wrong in it.",
      mixinStandardHelpOptions = true)
  int check(@Mixin SettingsOptions options) {
    int teams = options.read().teams().size();
    print(List.of("The configuration is right: " + teams + (teams == 1 ? " team." : " teams.")));
    return Exit.OK;
  }

  @Command(
      name = "show",
      description = {
        "Show every value in force and where it comes from: default, file, option or chat.",
        "Without data yet: what would be in force."
      },
      mixinStandardHelpOptions = true)
  int show(@Mixin SettingsOptions options) {
    Settings settings = options.read();
    print(
        Store.exists(settings.data())
            ? inForce(settings, "config_show")
            : settings.describe().lines().toList());
    return Exit.OK;
  }

  @Command(
      name = "export",
      description = "Print the file that would give what is in force.",
      mixinStandardHelpOptions = true)
  int export(@Mixin SettingsOptions options) {
    Settings settings = options.read();
    print(
        Store.exists(settings.data())
            ? inForce(settings, "config_export")
            : settings.export(List.copyOf(settings.teams().values())).lines().toList());
    return Exit.OK;
  }

  private static List<String> inForce(Settings settings, String verb) {
    return new Operator(settings).ask(verb);
  }

  private void print(List<String> lines) {
    lines.forEach(spec.commandLine().getOut()::println);
  }
}
