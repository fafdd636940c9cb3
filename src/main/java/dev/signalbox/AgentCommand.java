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

/** Adds, shows and removes agents, and renews what they prove themselves with, with or without a running server. */
@Command(
    name = "agent",
    description = "Add, show and remove agents; renew their tokens.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AgentCommand.Add.class,
      AgentCommand.Listing.class,
      AgentCommand.Show.class,
      AgentCommand.Rotate.class,
      AgentCommand.Sign.class,
      AgentCommand.Remove.class
    })
final class AgentCommand implements Runnable {

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Which? add, list, show, rotate, sign or remove.");
  }

  /** What they have in common. */
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
      return order(new Operations.Order(verb, team, agent, lane, person));
    }

    int order(String verb, String agent, @Nullable String grace) {
      return order(new Operations.Order(verb, team, agent, null, null, grace));
    }

    private int order(Operations.Order order) {
      Operations.Outcome outcome = new Operator(options.read()).run(order);
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

  @Command(
      name = "show",
      description = "Show an agent: lane, person, what it holds, its tokens and signing secrets.",
      mixinStandardHelpOptions = true)
  static final class Show extends Order {

    @Parameters(index = "0", paramLabel = "HANDLE")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String handle;

    @Override
    public Integer call() {
      return order("agent_show", handle, null, null);
    }
  }

  /** What the two that renew have in common. */
  abstract static class Renewal extends Order {

    @Parameters(index = "0", paramLabel = "HANDLE")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String handle;

    @Option(
        names = "--grace",
        paramLabel = "TIME",
        description = "How long the older ones stay good, such as 30m; 0s ends them at once, 7d is"
            + " the most. Default: 1h")
    private @Nullable String grace;

    int renew(String verb) {
      return order(verb, handle, grace);
    }
  }

  @Command(
      name = "rotate",
      description = "Give an agent a new token. Prints the token, and nothing else.",
      mixinStandardHelpOptions = true)
  static final class Rotate extends Renewal {
    @Override
    public Integer call() {
      return renew("agent_rotate");
    }
  }

  @Command(
      name = "sign",
      description = {
        "Give an agent a new signing secret, for a system that can only send signed webhooks.",
        "Prints the address to post to and the secret. The address stays the same."
      },
      mixinStandardHelpOptions = true)
  static final class Sign extends Renewal {
    @Override
    public Integer call() {
      return renew("agent_sign");
    }
  }
}
