package dev.signalbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds, lists and removes agents, with or without a running server. */
@Command(
    name = "agent",
    description = "Add, list and remove agents.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AgentCommand.Add.class, AgentCommand.Listing.class, AgentCommand.Remove.class})
final class AgentCommand implements Runnable {

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which? add, list or remove.");
  }

  /** What the three have in common. */
  abstract static class Order implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private SettingsOptions options;

    @Option(names = "--team", description = "Which team, where there are several.")
    private @Nullable String team;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    int order(String verb, @Nullable String agent, @Nullable String lane, @Nullable String person) {
      Operations.Outcome outcome =
          new Operator(options.read()).run(new Operations.Order(verb, team, agent, lane, person));
      String refused = outcome.refused();
      if (refused != null) {
        throw new Failure(Operator.exit(refused), String.valueOf(outcome.message()));
      }
      Optional.ofNullable(outcome.value())
          .filter(value -> !value.isEmpty())
          .ifPresent(spec.commandLine().getOut()::println);
      Optional.ofNullable(outcome.lines())
          .orElse(List.of())
          .forEach(spec.commandLine().getOut()::println);
      return Exit.OK;
    }
  }

  @Command(
      name = "add",
      description = "Add an agent, or one more token for it. Prints the token, and nothing else.",
      mixinStandardHelpOptions = true)
  static final class Add extends Order {

    @Parameters(index = "0", paramLabel = "HANDLE")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String handle;

    @Option(names = "--lane", required = true, description = "The one lane it works in.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String lane;

    @Option(names = "--person", description = "Who may act for it.")
    private @Nullable String person;

    @Override
    public Integer call() {
      return order("agent_add", handle, lane, person);
    }
  }

  @Command(
      name = "list",
      description = "List the agents: name, lane, paused or not, last heard.",
      mixinStandardHelpOptions = true)
  static final class Listing extends Order {
    @Override
    public Integer call() {
      return order("agent_list", null, null, null);
    }
  }

  @Command(
      name = "remove",
      description = "Remove an agent: its tokens end, what it holds goes back.",
      mixinStandardHelpOptions = true)
  static final class Remove extends Order {

    @Parameters(index = "0", paramLabel = "HANDLE")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String handle;

    @Override
    public Integer call() {
      return order("agent_remove", handle, null, null);
    }
  }
}
