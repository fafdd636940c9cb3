package dev.signalbox;

import dev.signalbox.agents.AgentApi;
import dev.signalbox.agents.Vault;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.Reads;
import dev.signalbox.discord.Discord;
import dev.signalbox.discord.DiscordToken;
import dev.signalbox.ledger.Backups;
import dev.signalbox.ledger.Store;
import dev.signalbox.local.Access;
import dev.signalbox.local.LocalChat;
import dev.signalbox.local.LocalPage;
import dev.signalbox.metrics.Meters;
import dev.signalbox.settings.Settings;
import dev.signalbox.slack.Incoming;
import dev.signalbox.slack.SlackSecrets;
import dev.signalbox.slack.Workspace;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Forms;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Offices;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.Talk;
import dev.signalbox.talk.Utterance;
import dev.signalbox.talk.WhatToTell;
import dev.signalbox.talk.courier.Courier;
import dev.signalbox.timer.Timer;
import dev.signalbox.web.Routes;
import dev.signalbox.web.WebLimits;
import dev.signalbox.web.WebServer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that wires everything, by hand, and takes it apart again in the right order.
 * Thread-safe once started.
 */
final class Server implements AutoCloseable {

  /** How long requests that are being worked on may take to finish when the server stops. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Settings settings;
  private final Map<String, String> environment;
  private final Store store;
  private final Desk desk;
  private final Access access;
  private final Steward steward;
  private final Checkups platforms;
  private final Operations operations;
  private final Talk talk;
  private final Courier.Office office;
  private final WebServer web;
  private final Timer timer;
  private final Meters meters;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Starts everything.
   *
   * @throws dev.signalbox.desk.LedgerException if the data cannot be used
   * @throws IllegalArgumentException if the settings leave out what a team still needs, or the
   *     environment a secret
   * @throws dev.signalbox.settings.SettingsException if the file does not go with what was changed
   *     in chat
   * @throws java.io.UncheckedIOException if the address cannot be listened on
   */
  static Server start(Settings settings) {
    return start(settings, System.getenv());
  }

  /**
   * Likewise.
   *
   * @param environment where the secrets of the platforms are
   */
  static Server start(Settings settings, Map<String, String> environment) {
    Store store = Store.open(settings.data(), options(settings));
    try {
      return new Server(settings, environment, store);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static Store.Options options(Settings settings) {
    return settings.databasePagesMax().isPresent()
        ? Store.Options.DEFAULT.maxPages(settings.databasePagesMax().getAsInt())
        : Store.Options.DEFAULT;
  }

  private Server(Settings settings, Map<String, String> environment, Store store) {
    InstantSource wall = Clock.systemUTC();
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.store = store;
    List<Team> teams = Steward.atStart(settings, store.reads());
    desk = new Desk(
        store.ledger(), new WhatToTell(), teams, wall, System::nanoTime, Threads.named("desk"));
    parts.push(desk);
    try {
      SecureRandom random = new SecureRandom();
      Registry registry = new Registry(desk::submit, random, this::url);
      platforms = Checkups.of(store.reads());
      meters = new Meters(new Meters.House(
          Signalbox.version(),
          desk,
          store.reads(),
          this::lateSweeps,
          this::lastBackup,
          desk::now,
          System::nanoTime));
      parts.push(meters);
      Backing backing = new Backing(store.backups(), store.reads(), settings, wall);
      Checkup checkup = new Checkup(new Checkup.House(
          desk,
          store.reads(),
          settings.data(),
          wall,
          this::lateSweeps,
          settings::again,
          platforms,
          backing));
      steward = new Steward(settings, store.reads(), desk::submit);
      Offices offices = new Offices(steward, registry, checkup);
      talk = new Talk(
          new Talk.House(desk::submit, desk::chore, store.reads(), offices, desk::now),
          Spelling.PROMPTED);
      access = new Access(store.reads(), desk::chore, random, desk::now);
      office = new Courier.Office(
          store.reads(), desk::chore, desk.feed(), new Courier.Clocks(desk::now, wall));
      List<TeamId> names = teams.stream().map(Team::id).toList();
      names.forEach(team -> startRoom(team, LocalChat.ROOM, localChat()));
      List<Routes> slack = startSlack(teams, random);
      startDiscord(teams, offices, random);
      Vault vault = new Vault(settings.data(), random);
      AgentApi agents = new AgentApi(
          new AgentApi.Office(desk::submit, desk::chore, store.reads(), desk.feed(), vault),
          new AgentApi.Quota(
              settings.server().requests().rate(), settings.server().requests().burst()),
          new AgentApi.Clocks(desk::now, wall, System::nanoTime));
      parts.push(Threads.run("tokens", agents::follow));
      Credentials credentials =
          new Credentials(desk, store.reads(), registry, vault, random, this::url);
      operations = new Operations(store.reads(), steward, registry, credentials, checkup, backing);
      Control control = new Control(operations, this::link, random);
      List<Routes> routes = new ArrayList<>(
          List.of(agents, page(), control, meters, new Readiness(desk, this::sweepOverdue)));
      routes.addAll(slack);
      timer = Timer.start(
          settings.server().sweep(),
          names,
          desk::submit,
          desk::chore,
          new Digests(store.reads(), desk::chore),
          store.reads()::team,
          wall);
      parts.push(timer);
      parts.push(store.backups());
      backing.plan(timer);
      web = WebServer.start(limits(), routes, meters);
      meters.watch(web);
      ControlFile.write(settings.data(), web.url(), control.key());
    } catch (RuntimeException | Error e) {
      closeParts();
      throw e;
    }
  }

  private long lateSweeps() {
    return timer.lateSweeps();
  }

  private boolean sweepOverdue() {
    return timer.sweepOverdue();
  }

  private Optional<Instant> lastBackup() {
    return Backups.of(settings.data()).stream().findFirst().map(Backups.Copy::at);
  }

  private WebLimits limits() {
    Settings.Server server = settings.server();
    return WebLimits.defaults(server.host(), server.port()).withExtraHosts(server.hosts());
  }

  private Chat localChat() {
    return new LocalChat(store.reads(), desk::chore);
  }

  /**
   * Everything there is to say to Slack waits in the outbox, so Slack itself may be away.
   *
   * @return what the web server answers for it
   */
  private List<Routes> startSlack(List<Team> teams, SecureRandom random) {
    Optional<String> any = rooms(teams).filter(Workspace::has).findFirst();
    if (any.isEmpty()) {
      return List.of();
    }
    Settings.Slack slack = settings.slack();
    SlackSecrets secrets =
        SlackSecrets.read(environment, slack.mode() == Settings.Slack.Mode.SOCKET, any.get());
    Workspace workspace = new Workspace(
        secrets,
        new Workspace.House(
            slack.api(),
            Instance.in(settings.data(), random),
            store.reads()::team,
            Clock.systemUTC(),
            System::nanoTime));
    parts.push(workspace);
    startRooms(teams, Workspace::has, workspace.chat());
    Incoming incoming = new Incoming(secrets, whoListens(teams));
    parts.push(incoming);
    platforms
        .slack()
        .started(rooms -> workspace
            .examine(rooms)
            .thenApply(
                signs -> Stream.concat(signs.stream(), incoming.sign().stream()).toList()));
    meters.chat("slack", incoming::connected, incoming::reconnects);
    return incoming.routes().stream().toList();
  }

  /** Likewise Discord. */
  private void startDiscord(List<Team> teams, Offices offices, SecureRandom random) {
    Optional<String> any = rooms(teams).filter(Discord::has).findFirst();
    if (any.isEmpty()) {
      return;
    }
    Settings.Discord reached = settings.discord();
    Talk inDiscord = new Talk(
        new Talk.House(desk::submit, desk::chore, store.reads(), offices, desk::now),
        Discord.SPELLING);
    Discord discord = new Discord(
        DiscordToken.read(environment, any.get()),
        new Discord.House(
            reached.api(),
            reached.gateway().map(URI::toString).orElse(""),
            Instance.in(settings.data(), random),
            inDiscord,
            new Forms(store.reads(), desk::now),
            () -> inForce(teams),
            this::named,
            this::letIn,
            Clock.systemUTC(),
            System::nanoTime));
    parts.push(discord);
    startRooms(teams, Discord::has, discord.chat());
    parts.push(discord::deaf);
    platforms.discord().started(discord::examine);
    meters.chat("discord", discord::connected, discord::drops);
  }

  private static Stream<String> rooms(List<Team> teams) {
    return teams.stream().flatMap(team -> team.rooms().stream());
  }

  private void startRooms(List<Team> teams, Predicate<String> which, Chat chat) {
    for (Team team : teams) {
      team.rooms().stream().filter(which).forEach(room -> startRoom(team.id(), room, chat));
    }
  }

  private List<Team> inForce(List<Team> teams) {
    return teams.stream()
        .flatMap(team -> store.reads().team(team.id()).stream())
        .toList();
  }

  /** A task with its title, as the thread of its card is called. */
  private String named(TeamId team, Subject subject) {
    return subject
        .taskId()
        .flatMap(id -> store.reads().task(team, id))
        .map(details -> details.task().id() + " " + details.task().title())
        .orElseGet(subject::name);
  }

  private Incoming.House whoListens(List<Team> teams) {
    return new Incoming.House(
        settings.slack().api(),
        talk,
        new Forms(store.reads(), desk::now),
        () -> inForce(teams),
        this::letIn,
        Clock.systemUTC(),
        System::nanoTime);
  }

  private void letIn(TeamId team, String room) {
    var unused = desk.chore(new Chore.LetIn(team, room)).exceptionally(e -> {
      LOG.warn("what is parked for {} stays parked", room, e);
      return null;
    });
  }

  private void startRoom(TeamId team, String room, Chat chat) {
    parts.push(new Courier(
        chat,
        new Chat.Room(team, room),
        office,
        Threads.named("courier-" + team + "-" + room.replace(':', '-'))));
  }

  private LocalPage page() {
    return new LocalPage(
        new LocalPage.House(
            store.reads(),
            desk.feed(),
            talk::hear,
            talk::press,
            talk::complete,
            desk::outage,
            desk::now),
        access);
  }

  /** Where it is reached. */
  String url() {
    return web.url();
  }

  Desk desk() {
    return desk;
  }

  /** A link to the page that lets this person in, once, within ten minutes. */
  String link(TeamId team, PersonId person) {
    return web.url() + access.link(team, person);
  }

  /** The link that is printed at the start, which waits to be opened. */
  String firstLink(TeamId team, PersonId person) {
    return web.url() + access.firstLink(team, person);
  }

  Reads reads() {
    return store.reads();
  }

  Meters meters() {
    return meters;
  }

  /** Adds an agent as the operator, and gives its token. */
  String enrol(TeamId team, String agent, String lane) {
    Operations.Outcome outcome =
        operations.run(new Operations.Order("agent_add", team.name(), agent, lane, null));
    String token = outcome.value();
    if (token == null) {
      throw new IllegalStateException(String.valueOf(outcome.message()));
    }
    return token;
  }

  /** Does what the operator orders. */
  Operations.Outcome operate(Operations.Order order) {
    return operations.run(order);
  }

  /** Somebody types this; completed with what only they are told. */
  CompletableFuture<Message> say(Utterance said) {
    return talk.hear(said);
  }

  Path data() {
    return settings.data();
  }

  /**
   * Stops in order: nothing new, everybody who waits is answered, what was asked for is written,
   * then the rest. Again has no effect.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    ControlFile.delete(settings.data());
    web.drain();
    closeParts();
    web.stop(GRACE);
    store.close();
  }

  private void closeParts() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("could not stop", e);
      }
    }
  }
}
