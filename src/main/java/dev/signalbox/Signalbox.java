package dev.signalbox;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.settings.SettingsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
@Command(
    name = "signalbox",
    description = "Coordinates teams of AI agents in the team's own chat channel.",
    mixinStandardHelpOptions = true,
    versionProvider = Signalbox.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try it without anything else:  signalbox demo",
      "Exit codes: 0 done, 1 refused, 2 no work yet, 3 stop working on it, 64 wrong usage,",
      "69 no server, 73 data in use or damaged, 75 try again later, 77 not allowed,",
      "78 wrong configuration."
    },
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      AgentCommand.class,
      PostCommand.class,
      LinkCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      ConfigCommand.class,
      ReloadCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Signalbox implements Runnable {

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"signalbox " + version()};
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Ends the process explicitly: libraries may have left threads that would keep it alive. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and gives its exit code. */
  static int run(String... args) {
    return run(new CommandLine(new Signalbox()), args);
  }

  /** The same with its output elsewhere. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(new CommandLine(new Signalbox()).setOut(out).setErr(err), args);
  }

  private static int run(CommandLine line, String... args) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, all) -> {
      CommandLine where = wrong.getCommandLine();
      PrintWriter err = where.getErr();
      err.println(wrong.getMessage());
      CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
      err.println("See: " + where.getCommandSpec().qualifiedName() + " --help");
      return Exit.USAGE;
    });
    line.setExecutionExceptionHandler((failure, where, all) -> explain(failure, where.getErr()));
    return line.execute(args);
  }

  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof Failure ours) {
      err.println(ours.getMessage());
      return ours.exit();
    }
    if (failure instanceof SettingsException) {
      err.println(failure.getMessage());
      return Exit.CONFIG;
    }
    if (failure instanceof IllegalArgumentException) {
      err.println(failure.getMessage());
      return Exit.CONFIG;
    }
    if (failure instanceof LedgerException ledger) {
      err.println(ledger.getMessage());
      return switch (ledger.kind()) {
        case LOCKED, CORRUPT -> Exit.CANT_CREATE;
        case READ_ONLY -> Exit.NO_PERMISSION;
        case FULL, BROKEN -> Exit.TEMP_FAIL;
      };
    }
    if (failure instanceof UncheckedIOException) {
      err.println(failure.getMessage());
      return Exit.UNAVAILABLE;
    }
    err.println("A bug in Signalbox, please report it: " + failure);
    failure.printStackTrace(err);
    return Exit.SOFTWARE;
  }

  /** From the jar's manifest; classes run straight from a build directory have none. */
  static String version() {
    return Optional.ofNullable(Signalbox.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
