package dev.signalbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a backup now, with or without a running server. */
@Command(
    name = "backup",
    description = {
      "Back up the database, with or without a running server. Prints the file.",
      "It lies in DIR/backups with its SHA-256 beside it; the last ones are kept, as backup.keep"
          + " says."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private SettingsOptions options;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    Operations.Outcome outcome = new Operator(options.read())
        .run(new Operations.Order(Operations.BACKUP, null, null, null, null));
    String refused = outcome.refused();
    if (refused != null) {
      throw new Failure(Operator.exit(refused), String.valueOf(outcome.message()));
    }
    spec.commandLine().getOut().println(outcome.value());
    Optional.ofNullable(outcome.lines())
        .orElse(List.of())
        .forEach(spec.commandLine().getErr()::println);
    return Exit.OK;
  }
}
