package dev.signalbox;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a link that lets a person into the channel page. */
@Command(
    name = "link",
    description = "Print a link to the channel for a person; it works once, for ten minutes.",
    mixinStandardHelpOptions = true)
final class LinkCommand extends AgentCommand.Order {

  @Option(names = "--person", required = true, description = "Whom the link lets in.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String person;

  @Override
  public Integer call() {
    return order("link", null, null, person);
  }
}
