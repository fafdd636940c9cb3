package dev.signalbox;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete the command line. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes this command line in a shell.",
      "For bash and zsh:  source <(signalbox completion bash)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {

  /** Shells that are known; zsh reads the script of bash. */
  enum Shell {
    BASH
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Shell shell;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    CommandLine whole = spec.root().commandLine();
    String script = switch (shell) {
      case BASH -> AutoComplete.bash(spec.root().name(), whole);
    };
    spec.commandLine().getOut().println(script);
  }
}
