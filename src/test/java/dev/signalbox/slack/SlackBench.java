package dev.signalbox.slack;

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
 * The real rules, desk, ledger, courier and dialect, in one channel of a {@link FakeSlack}, all on
 * the bench's clock. Priya is known to Slack, omar is not.
 */
final class SlackBench implements AutoCloseable {

  static final String CHANNEL = "C0123ABC";
  static final String PRIYA = "U0PRIYA00";
  static final Chat.Room ROOM = new Chat.Room(Bench.TEAM, "slack:" + CHANNEL);

  final Bench bench;
  final FakeSlack slack;
  final SlackChat chat;
  final CourierHand courier;

  /** Called before and after each call of the courier to Slack, to crash there. */
  Runnable aroundCalls = () -> {};

  private final SlackApi api;

  SlackBench(Path directory) {
    this(directory, Duration.ofSeconds(5));
  }

  /**
   * @param patience how long a call may take, in real time
   */
  SlackBench(Path directory, Duration patience) {
    this(new Bench(directory, team()), patience);
  }

  private SlackBench(Bench bench, Duration patience) {
    this.bench = bench;
    this.slack = new FakeSlack(bench.time);
    slack.channels.add(CHANNEL);
    this.api = new SlackApi(slack.api(), FakeSlack.BOT_TOKEN, patience);
    this.chat = chat(api);
    this.courier = new CourierHand(new AroundChat(chat, () -> aroundCalls.run()), ROOM, bench);
  }

  SlackChat chat(SlackApi api) {
    return new SlackChat(
        api, new Rhythm(bench.time, bench::later), team -> Optional.of(team()), "0123456789abcdef");
  }

  /** The usual team, in Slack. */
  static Team team() {
    Team usual =
        TeamSetup.team().wip(1_000).lane("build", lane -> lane.agentWip(20)).done();
    Map<PersonId, Team.Person> people = new LinkedHashMap<>(usual.people());
    people.put(new PersonId("priya"), new Team.Person(Team.Role.ADMIN, PRIYA, null));
    return Teams.in(ROOM.name(), usual, people);
  }

  /** What stands in the channel itself. */
  List<Posted> inChannel() {
    return slack.messages().stream().filter(message -> message.thread == null).toList();
  }

  List<Posted> inThreads() {
    return slack.messages().stream().filter(message -> message.thread != null).toList();
  }

  /** The messages that called somebody. */
  List<Posted> pings() {
    return slack.messages().stream().filter(message -> message.mentions > 0).toList();
  }

  @Override
  public void close() {
    api.close();
    slack.close();
    bench.close();
  }
}
