package dev.signalbox.discord;

import dev.signalbox.board.Subject;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Forms;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.Talk;
import dev.signalbox.talk.dialect.Platform;
import dev.signalbox.talk.dialect.Rhythm;
import dev.signalbox.talk.dialect.Sign;
import dev.signalbox.talk.dialect.Workers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;

/**
 * Discord, as one bot of this installation. It may be away at the start, and then joins later.
 * Thread-safe.
 */
public final class Discord implements AutoCloseable {

  /** Discord, as the rest of the house knows it. */
  public static final Platform PLATFORM = DiscordChat.DISCORD;

  /** How people type commands there. */
  public static final Spelling SPELLING = Slash.SPELLING;

  /** The longest that one call over HTTP may take; with its turn, and what has to be found before it, less than 10 s. */
  private static final Duration CALL = Duration.ofSeconds(4);

  private static final Duration PATIENCE = Duration.ofMillis(4_500);

  private final Connection connection;
  private final Workers workers = new Workers(DiscordChat.DISCORD);
  private final Replies replies = new Replies();
  private final DiscordChat chat;
  private final Examination examination;

  /**
   * What it works with.
   *
   * @param api where Discord's methods are; ends in a slash
   * @param gateway where the connection goes; empty to ask Discord
   * @param instance names this installation for ever
   * @param talk answers in {@link #SPELLING}
   * @param teams the settings in force
   * @param names what the thread of a subject is called
   * @param letIn is told of a room of a team that the bot may speak in from now on
   * @param wall what the clock on the wall says
   * @param nanos a clock that never goes backwards
   */
  public record House(
      URI api,
      String gateway,
      String instance,
      Talk talk,
      Forms forms,
      Supplier<List<Team>> teams,
      BiFunction<TeamId, Subject, String> names,
      BiConsumer<TeamId, String> letIn,
      InstantSource wall,
      LongSupplier nanos) {}

  /** Begins to join. */
  public Discord(DiscordToken token, House house) {
    this(token, house, Connection.Pauses.USUAL);
  }

  Discord(DiscordToken token, House house, Connection.Pauses pauses) {
    Reception reception = new Reception(
        new Reception.House(house.talk(), house.forms(), house.teams(), house.nanos()),
        replies,
        workers);
    connection = new Connection(
        new Connection.House(house.api(), house.gateway(), token, CALL, house.nanos(), pauses),
        List.of(
            reception, new Coming(house.teams(), house.letIn()), new Registering(Commands.all())));
    Calls calls = new Calls(PATIENCE);
    Channels channels = new Channels(connection::jda, calls);
    Rhythm rhythm = new Rhythm(house.nanos(), Discord::sleep);
    chat = new DiscordChat(
        channels,
        calls,
        rhythm,
        new Search(calls, rhythm, house.wall()),
        team -> house.teams().get().stream()
            .filter(known -> known.id().equals(team))
            .findFirst(),
        house.names(),
        house.instance());
    examination = new Examination(connection);
    connection.open();
  }

  private static void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
  }

  /** Whether a room is a channel of Discord. */
  public static boolean has(String room) {
    return DiscordChat.DISCORD.has(room);
  }

  /** What says things there. */
  public Chat chat() {
    return chat;
  }

  /** How it is: the connection, the commands, and what may be done in these rooms. */
  public CompletableFuture<List<Sign>> examine(List<String> rooms) {
    return CompletableFuture.completedFuture(
        examination.of(rooms.stream().filter(Discord::has).toList()));
  }

  /** Whether it is connected now; and how often the connection ended since the start. */
  public boolean connected() {
    return connection.liveness().connected();
  }

  /** Tells Discord of the commands, each time the connection begins anew. */
  private final class Registering extends ListenerAdapter {

    private final List<CommandData> commands;

    Registering(List<CommandData> commands) {
      this.commands = commands;
    }

    @Override
    public void onReady(ReadyEvent event) {
      workers.call(() -> examination.registered(Registrar.register(event.getJDA(), commands)));
    }
  }

  /** Takes nothing more, and answers what it took. What is to be told still goes. */
  public void deaf() {
    workers.close();
    replies.close();
  }

  /** Leaves. */
  @Override
  public void close() {
    deaf();
    connection.close();
  }
}
