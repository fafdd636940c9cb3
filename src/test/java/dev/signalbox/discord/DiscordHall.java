package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Forms;
import dev.signalbox.talk.courier.CourierHand;
import dev.signalbox.testkit.TeamSetup;
import dev.signalbox.testkit.Teams;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The real rules, desk, ledger, courier and dialect in one channel of a {@link FakeDiscord}, on the
 * bench's clock, with the real JDA between them. Priya, the owner, is known in Discord; omar is not
 * linked, and mallory is nobody of the team's.
 */
final class DiscordHall implements AutoCloseable {

  static final String PRIYA = "2200000000000000001";
  static final String MALLORY = "2200000000000000666";
  static final Chat.Room ROOM = new Chat.Room(Bench.TEAM, "discord:" + FakeDiscord.CHANNEL);

  final Bench bench;
  final FakeDiscord discord;
  final DiscordPeople people;
  final List<String> letIn = new CopyOnWriteArrayList<>();

  /** The desk answers when this is complete. */
  volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  /** The ledger says which form a button has when this is complete. */
  volatile CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

  Discord door;
  private CourierHand courier;

  DiscordHall(Path directory) {
    this(new Bench(directory, team()));
  }

  DiscordHall(Bench bench) {
    this.bench = bench;
    discord = new FakeDiscord(bench.time);
    discord.guild.person(PRIYA, "Priya");
    discord.guild.person(MALLORY, "Mallory");
    people = discord.people();
    open();
  }

  private void open() {
    join();
    await().atMost(Duration.ofSeconds(30)).until(this::told);
  }

  private void join() {
    door = new Discord(new DiscordToken(FakeDiscord.BOT_TOKEN), house());
    courier = new CourierHand(door.chat(), ROOM, bench);
    await().atMost(Duration.ofSeconds(30)).until(door::connected);
  }

  private boolean told() {
    return door.examine(List.of()).join().stream()
        .anyMatch(sign -> sign.what().equals("Discord knows the commands."));
  }

  private Discord.House house() {
    return new Discord.House(
        discord.api(),
        discord.gatewayUrl(),
        "0123456789abcdef",
        bench.talk(request -> gate.thenCompose(open -> bench.serve(request)), Discord.SPELLING),
        new Forms(slowly(bench.reads()), bench.time),
        () -> List.of(bench.reads().team(Bench.TEAM).orElseThrow()),
        DiscordHall::name,
        (TeamId team, String room) -> letIn.add(team + " " + room),
        bench.time,
        System::nanoTime);
  }

  /** The ledger as the forms of buttons read it. */
  private Reads slowly(Reads reads) {
    return (Reads) Proxy.newProxyInstance(
        Reads.class.getClassLoader(), new Class<?>[] {Reads.class}, (proxy, method, arguments) -> {
          reading.join();
          return method.invoke(reads, arguments);
        });
  }

  private static String name(TeamId team, Subject subject) {
    return subject.toString();
  }

  /** The process ends and another one begins, on the same ledger. */
  void restart() {
    door.close();
    bench.restart();
    open();
  }

  /** Likewise, where Discord may not take the commands. */
  void untold() {
    door.close();
    bench.restart();
    join();
  }

  /** The usual team, in Discord. */
  static Team team() {
    Team usual =
        TeamSetup.team().wip(1_000).lane("build", lane -> lane.agentWip(20)).done();
    Map<PersonId, Team.Person> people = new LinkedHashMap<>(usual.people());
    people.put(new PersonId("priya"), new Team.Person(Team.Role.ADMIN, null, PRIYA));
    return with(usual, people);
  }

  static Team with(Team usual, Map<PersonId, Team.Person> people) {
    return Teams.in(ROOM.name(), usual, people);
  }

  /** Delivers what is to be told, and time passes. */
  void deliver() throws InterruptedException {
    courier.finish();
  }

  List<Posted> inChannel() {
    return discord.messages(FakeDiscord.CHANNEL);
  }

  List<Posted> inThreads() {
    return discord.messages().stream()
        .filter(one -> !one.channel.equals(FakeDiscord.CHANNEL))
        .toList();
  }

  Posted card(String task) {
    return last(one -> one.mentions.isEmpty() && plain(one).contains(task + " "));
  }

  Posted ping(String task) {
    return last(one -> !one.mentions.isEmpty() && plain(one).contains(task + " "));
  }

  private static String plain(Posted message) {
    return message.shown().replace("**", "");
  }

  private Posted last(Predicate<Posted> which) {
    List<Posted> found = inChannel().stream().filter(which).toList();
    assertThat(found).isNotEmpty();
    return found.get(found.size() - 1);
  }

  /** Uses a command in the channel; what is typed is {@code task claim}, {@code board}. */
  Seen uses(String user, String command, Map<String, ?> options) {
    return uses(user, FakeDiscord.CHANNEL, command, options);
  }

  Seen uses(String user, String channel, String command, Map<String, ?> options) {
    int space = command.indexOf(' ');
    return space < 0
        ? people.uses(user, channel, command, "", options)
        : people.uses(
            user, channel, command.substring(0, space), command.substring(space + 1), options);
  }

  /** Everything that was said to people is as Discord takes it. */
  void judge() {
    assertThat(discord.problems()).isEmpty();
  }

  @Override
  public void close() {
    gate.complete(null);
    reading.complete(null);
    door.close();
    discord.close();
    bench.close();
  }
}
