package dev.signalbox;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether everything is well, with or without a running server. */
@Command(
    name = "doctor",
    description = {
      "Look whether everything is well: a line for each thing, with the fix where it is not.",
      "Ends with 0 when all is well, else with 1."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private SettingsOptions options;

  @Option(names = "--team", description = "Which team. Default: all")
  private @Nullable String team;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    Operations.Outcome outcome =
        new Operator(options.read()).run(new Operations.Order("doctor", team, null, null, null));
    String refused = outcome.refused();
    if (refused != null) {
      throw new Failure(Operator.exit(refused), String.valueOf(outcome.message()));
    }
    PrintWriter out = spec.commandLine().getOut();
    Objects.requireNonNullElse(outcome.lines(), List.<String>of()).forEach(out::println);
    return "0".equals(outcome.value()) ? Exit.OK : Exit.REFUSED;
  }
}
