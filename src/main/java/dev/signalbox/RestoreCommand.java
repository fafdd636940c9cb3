package dev.signalbox;

import dev.signalbox.ledger.DirectoryLock;
import dev.signalbox.ledger.Restoring;
import dev.signalbox.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of the database. */
@Command(
    name = "restore",
    description = {
      "Put a backup in the place of the database, while no server runs on it.",
      "What was there is kept beside it as signalbox.db.before-restore-TIME."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private SettingsOptions options;

  @Option(
      names = "--verify",
      description = "Before that, see that its log of events leads to its tables.")
  private boolean verify;

  @Option(names = "--dry-run", description = "Look at the backup, and change nothing.")
  private boolean dry;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), file + " is no file. Name a backup, such as those in DIR/backups.");
    }
    Settings settings = options.read();
    PrintWriter out = spec.commandLine().getOut();
    if (dry) {
      examine(out);
      out.println("Nothing was changed.");
      return Exit.OK;
    }
    try (DirectoryLock lock = DirectoryLock.take(settings.data())) {
      examine(out);
      Restoring.restore(file, lock, Clock.systemUTC().instant())
          .ifPresent(kept -> out.println("What was there is now " + kept + "."));
      out.println(file + " is restored to " + settings.data() + ".");
      out.println("What rooms were told since that backup, they may be told again.");
      out.println("Who was given work or units since then has them no longer and is told so; their"
          + " epochs and tokens are given again.");
      return Exit.OK;
    }
  }

  private void examine(PrintWriter out) {
    Restoring.examine(file, verify).forEach(out::println);
    out.println(file + " is sound.");
  }
}
