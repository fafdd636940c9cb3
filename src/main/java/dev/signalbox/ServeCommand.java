package dev.signalbox;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.logs.OneLine;
import dev.signalbox.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the server: the board, the agents' webhook and the channel in the browser.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private SettingsOptions options;

  @Option(names = "--host", description = "Address to listen on. Default: 127.0.0.1")
  private @Nullable String host;

  @Option(names = "--port", description = "Port to listen on, 0 for any free one. Default: 7070")
  private @Nullable Integer port;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = options.read().listening(host, port);
    OneLine.asJson(settings.log() == Settings.LogFormat.JSON);
    PrintWriter out = spec.commandLine().getOut();
    Server server = started(settings);
    if (!options.configured()) {
      out.println("No configuration: serving one team, main, with the lanes build, docs and review"
          + " and the person you. Your own: --config FILE");
    }
    settings.teams().values().forEach(team -> greet(out, server, team));
    out.println("Add an agent:  signalbox agent add ada --lane build --data " + server.data());
    out.println("Stop with Ctrl-C.");
    out.flush();
    new CountDownLatch(1).await();
    return Exit.OK;
  }

  private static void greet(PrintWriter out, Server server, Team team) {
    PersonId admin = team.admins().get(0);
    out.println("Team " + team.id() + " is at " + server.url());
    out.println("  Open the channel as " + admin + ", once: " + server.firstLink(team.id(), admin));
  }

  /** SIGTERM and Ctrl-C stop cleanly and end with code 0, also as soon as it can be reached. */
  private static Server started(Settings settings) {
    CompletableFuture<Server> started = new CompletableFuture<>();
    Thread stop = new Thread(() -> started.thenAccept(ServeCommand::stop).join(), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      Server server = Server.start(settings);
      started.complete(server);
      return server;
    } catch (RuntimeException | Error e) {
      Runtime.getRuntime().removeShutdownHook(stop);
      throw e;
    }
  }

  private static void stop(Server server) {
    server.close();
    Runtime.getRuntime().halt(Exit.OK);
  }
}
