package dev.signalbox.discord;

import static org.awaitility.Awaitility.await;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.courier.AroundChat;
import dev.signalbox.talk.courier.CourierHand;
import dev.signalbox.talk.dialect.Rhythm;
import dev.signalbox.testkit.TeamSetup;
import dev.signalbox.testkit.Teams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The real rules, desk, ledger, courier, dialect and client, in one channel of a {@link FakeDiscord}.
 * Rules and messages are on the bench's clock; the connection is on the real one.
 */
final class DiscordBench implements AutoCloseable {

  static final String PRIYA = "2200000000000000001";
  static final Chat.Room ROOM = new Chat.Room(Bench.TEAM, "discord:" + FakeDiscord.CHANNEL);

  final Bench bench;
  final FakeDiscord discord;
  final Connection connection;
  final DiscordChat chat;
  final CourierHand courier;

  /** Called before and after each call of the courier to Discord, to crash there. */
  Runnable aroundCalls = () -> {};

  DiscordBench(Path directory) {
    this(directory, Duration.ofSeconds(4));
  }

  /**
   * @param call how long a call over HTTP may take, in real time
   */
  DiscordBench(Path directory, Duration call) {
    bench = new Bench(directory, team());
    discord = new FakeDiscord(bench.time);
    connection = new Connection(
        new Connection.House(
            discord.api(),
            discord.gatewayUrl(),
            new DiscordToken(FakeDiscord.BOT_TOKEN),
            call,
            System::nanoTime,
            failures -> Duration.ofMillis(20)),
        List.of());
    connection.open();
    Calls calls = new Calls(call.plusMillis(500));
    Channels channels = new Channels(connection::jda, calls);
    Rhythm rhythm = new Rhythm(bench.time, bench::later);
    chat = new DiscordChat(
        channels,
        calls,
        rhythm,
        new Search(calls, rhythm, bench.time),
        team -> Optional.of(team()),
        (team, subject) -> subject.name() + " as it is called",
        "0123456789abcdef");
    courier = new CourierHand(new AroundChat(chat, () -> aroundCalls.run()), ROOM, bench);
    joined();
  }

  /** Waits until the client knows its channels. */
  void joined() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> connection.liveness().connected() && connection.jda().isPresent());
  }

  /** The usual team, in Discord. */
  static Team team() {
    Team usual =
        TeamSetup.team().wip(1_000).lane("build", lane -> lane.agentWip(20)).done();
    Map<PersonId, Team.Person> people = new LinkedHashMap<>(usual.people());
    people.put(new PersonId("priya"), new Team.Person(Team.Role.ADMIN, null, PRIYA));
    return Teams.in(ROOM.name(), usual, people);
  }

  /** What stands in the channel itself. */
  List<Posted> inChannel() {
    return discord.messages(FakeDiscord.CHANNEL).stream()
        .filter(message -> !message.deleted)
        .toList();
  }

  /** What the bot said in threads. */
  List<Posted> inThreads() {
    return discord.messages().stream()
        .filter(message -> !message.channel.equals(FakeDiscord.CHANNEL))
        .filter(message -> message.type == 0)
        .toList();
  }

  /** The messages that called somebody. */
  List<Posted> pings() {
    return discord.messages().stream()
        .filter(message -> !message.mentions.isEmpty())
        .toList();
  }

  @Override
  public void close() {
    connection.close();
    discord.close();
    bench.close();
  }
}
