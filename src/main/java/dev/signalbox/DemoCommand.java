package dev.signalbox;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.TeamId;
import dev.signalbox.demo.Demo;
import dev.signalbox.demo.LimitedApi;
import dev.signalbox.demo.Narrator;
import dev.signalbox.demo.Pace;
import dev.signalbox.demo.Story;
import dev.signalbox.demo.Summary;
import dev.signalbox.local.LocalChat;
import dev.signalbox.talk.Utterance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the story on a server of its own. */
@Command(
    name = "demo",
    description = {
      "Watch eight agents work: claims, a queue that promotes by itself, a review that fails once,",
      "a crashed agent whose work is taken over. Needs no account and leaves nothing behind."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final TeamId TEAM = new TeamId("main");
  private static final PersonId YOU = new PersonId("you");
  private static final int TASKS_MIN = 4;
  private static final int TASKS_MAX = 200;
  private static final int AGENTS_MIN = 8;
  private static final int AGENTS_MAX = 40;

  @Option(names = "--speed", description = "How fast, 0.1 to 100. Default: 1, for watching.")
  private double speed = 1;

  @Option(names = "--seed", description = "The same seed tells the same story. Default: 1")
  private long seed = 1;

  @Option(names = "--tasks", description = "How many tasks, 4 to 200. Default: 10")
  private int tasks = 10;

  @Option(names = "--agents", description = "How many agents, 8 to 40. Default: 8")
  private int agents = 8;

  @Option(names = "--port", description = "Port of the channel. Default: any free one")
  private int port;

  @Option(names = "--headless", description = "End with the story instead of staying open.")
  private boolean headless;

  @Option(
      names = "--without-resources",
      description = "The agents call the rate-limited API without asking: see how many 429 come.")
  private boolean withoutResources;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Path folder = Files.createTempDirectory("signalbox-demo-");
    Thread cleaning = new Thread(() -> DemoTeam.delete(folder), "clean up");
    Pace pace = new Pace(speed);
    try (LimitedApi api = LimitedApi.start(Demo.API_LIMIT, pace.window());
        Server server = Server.start(DemoTeam.settings(folder, port, pace))) {
      // Ctrl-C comes this way; the end of the story comes by the finally below.
      Runtime.getRuntime().addShutdownHook(cleaning);
      return play(server, api, pace);
    } finally {
      DemoTeam.delete(folder);
      if (headless) {
        Runtime.getRuntime().removeShutdownHook(cleaning);
      }
    }
  }

  private void check() {
    boolean right = speed >= 0.1
        && speed <= 100
        && tasks >= TASKS_MIN
        && tasks <= TASKS_MAX
        && agents >= AGENTS_MIN
        && agents <= AGENTS_MAX;
    if (!right) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--speed is 0.1 to 100, --tasks " + TASKS_MIN + " to " + TASKS_MAX + ", --agents "
              + AGENTS_MIN + " to " + AGENTS_MAX + ".");
    }
  }

  private int play(Server server, LimitedApi api, Pace pace) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Story story = Story.of(seed, tasks, agents);
    out.println("Open the channel and watch:  " + server.firstLink(TEAM, YOU));
    out.println("Four lanes, " + agents + " agents, " + tasks + " tasks, three may run at a time.");
    out.println("Two tasks need an API that serves " + Demo.API_LIMIT + " calls in "
        + pace.window().toSeconds() + " s; its agents "
        + (withoutResources ? "just call it." : "ask for their turn first."));
    out.println();
    out.flush();
    Map<String, String> tokens = new LinkedHashMap<>();
    story.agents().forEach((agent, lane) -> tokens.put(agent, server.enrol(TEAM, agent, lane)));
    Narrator narrator = new Narrator(server.reads(), TEAM, LocalChat.ROOM, out);
    int number = 0;
    for (Story.Job job : story.tasks()) {
      String owner = number++ % 2 == 0 ? YOU.name() : Story.OTHER_OWNER;
      server
          .say(new Utterance(
              TEAM,
              Actor.of(YOU),
              LocalChat.ROOM,
              null,
              "new \"" + job.title() + "\" lane:" + job.lane() + " owner:" + owner))
          .join();
    }
    Demo demo = new Demo(story, pace, server.url(), tokens, seed, api.address(), !withoutResources);
    boolean ended = narrator.tell(server.desk().feed(), tasks, limit());
    demo.stop();
    Summary summary = Summary.of(log(server));
    out.println();
    out.println(summary.text());
    out.println(api.count().text());
    out.flush();
    if (!headless) {
      out.println();
      out.println("The channel stays open. Stop with Ctrl-C.");
      out.flush();
      Thread.currentThread().join();
    }
    boolean spared = withoutResources || api.count().refused() == 0;
    boolean well = ended && summary.shipped() == tasks && summary.duplicates() == 0 && spared;
    return well ? Exit.OK : Exit.SOFTWARE;
  }

  private Duration limit() {
    return Duration.ofSeconds(60 + Math.round(tasks * 15 / Math.min(1, speed)));
  }

  private static List<Entry> log(Server server) {
    List<Entry> log = new ArrayList<>();
    List<Entry> page = server.reads().events(TEAM, 0, 200);
    while (!page.isEmpty()) {
      log.addAll(page);
      page = server.reads().events(TEAM, log.get(log.size() - 1).number(), 200);
    }
    return log;
  }
}
