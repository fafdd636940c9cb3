package dev.signalbox;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts in force what changed in the file, without a restart. */
@Command(
    name = "reload",
    description = {
      "Read the configuration file again and put in force what changed in it.",
      "The file is the one the server was started with. A file that is wrong changes nothing."
    },
    mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private SettingsOptions options;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    new Operator(options.read()).ask("reload").forEach(spec.commandLine().getOut()::println);
    return Exit.OK;
  }
}
