package dev.signalbox.discord;

import dev.signalbox.board.Subject;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.Platform;
import dev.signalbox.talk.dialect.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in Discord's channels what a courier brings. A message's id is a {@link Spot}. Thread-safe.
 */
final class DiscordChat implements Chat {

  /** A room is its channel's id. */
  static final Platform DISCORD = new Platform("discord", "Discord", Team.Person::discord);

  /** How long to wait for the first connection before looking again. */
  private static final Duration NOT_YET = Duration.ofSeconds(1);

  private static final Duration OUTAGE = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(DiscordChat.class);

  private final Channels channels;
  private final Calls calls;
  private final Rhythm rhythm;
  private final Search search;
  private final Function<TeamId, Optional<Team>> teams;
  private final BiFunction<TeamId, Subject, String> names;
  private final String instance;

  /**
   * @param teams the settings in force
   * @param names what the thread of a subject is called
   * @param instance this installation
   */
  DiscordChat(
      Channels channels,
      Calls calls,
      Rhythm rhythm,
      Search search,
      Function<TeamId, Optional<Team>> teams,
      BiFunction<TeamId, Subject, String> names,
      String instance) {
    this.channels = channels;
    this.calls = calls;
    this.rhythm = rhythm;
    this.search = search;
    this.teams = teams;
    this.names = names;
    this.instance = instance;
  }

  @Override
  public Pace pace() {
    return Pace.CALM;
  }

  @Override
  public Spelling spelling() {
    return Slash.SPELLING;
  }

  @Override
  public Duration away() {
    return channels.known() ? rhythm.away() : NOT_YET;
  }

  @Override
  public Receipt post(Room room, Parcel what) {
    Optional<StandardGuildMessageChannel> channel = channel(room);
    if (channel.isEmpty()) {
      return unseen(room);
    }
    Outcome<Message> outcome = send(channel.get(), room, what);
    if (outcome instanceof Outcome.Done<Message> done) {
      if (what.message().kind() == Kind.BOARD) {
        pin(done.answer());
      }
      return sent(room, null, done);
    }
    return notSent(outcome);
  }

  @Override
  public Receipt reply(MessageRef parent, Parcel what) {
    Optional<StandardGuildMessageChannel> channel = channel(parent.room());
    if (channel.isEmpty()) {
      return unseen(parent.room());
    }
    Outcome<GuildMessageChannel> thread = channels.threadMade(
        channel.get(),
        Spot.parse(parent.id()).message(),
        names.apply(parent.room().team(), what.subject()));
    if (!(thread instanceof Outcome.Done<GuildMessageChannel> open)) {
      // Making it twice does no harm: the second time Discord says that it is there.
      return thread instanceof Outcome.Doubtful<?>
          ? new Receipt.Later(rhythm.failed())
          : notSent(thread);
    }
    Outcome<Message> outcome = send(open.answer(), parent.room(), what);
    return outcome instanceof Outcome.Done<Message> done
        ? sent(parent.room(), open.answer().getId(), done)
        : notSent(outcome);
  }

  private Outcome<Message> send(GuildMessageChannel channel, Room room, Parcel what) {
    Mark mark = Mark.of(instance, what.outbox());
    MessageCreateData data = view(room, what).marked(mark.number()).create();
    return calls.call(() -> channel.sendMessage(data).setNonce(mark.nonce()));
  }

  private Receipt sent(Room room, @Nullable String thread, Outcome.Done<Message> done) {
    rhythm.answered();
    Spot spot = new Spot(thread, done.answer().getId());
    return new Receipt.Sent(new MessageRef(room, spot.toString()));
  }

  private Receipt notSent(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Doubtful<?> doubt) {
      rhythm.failed();
      return new Receipt.Unknown(doubt.why());
    }
    return notDone(outcome);
  }

  /** A board that cannot be pinned is a board all the same. */
  private void pin(Message board) {
    Outcome<Void> outcome = calls.call(board::pin);
    if (outcome instanceof Outcome.Refused<Void> refused) {
      LOG.warn(
          "the board of {} is not pinned: {}",
          board.getChannelId(),
          Reasons.inWords(refused.error()));
    }
  }

  /** Doing it twice does no harm, so a doubtful edit is simply made again. */
  @Override
  public Receipt edit(MessageRef message, Parcel what) {
    Optional<StandardGuildMessageChannel> channel = channel(message.room());
    if (channel.isEmpty()) {
      return unseen(message.room());
    }
    Spot spot = Spot.parse(message.id());
    Outcome<GuildMessageChannel> place = place(channel.get(), spot.thread());
    if (!(place instanceof Outcome.Done<GuildMessageChannel> found)) {
      return notDone(place);
    }
    var data = view(message.room(), what).edit();
    Outcome<Message> outcome =
        calls.call(() -> found.answer().editMessageById(spot.message(), data));
    if (outcome instanceof Outcome.Done<Message>) {
      rhythm.answered();
      return new Receipt.Sent(message);
    }
    return notDone(outcome);
  }

  private Outcome<GuildMessageChannel> place(
      StandardGuildMessageChannel channel, @Nullable String thread) {
    if (thread == null) {
      return new Outcome.Done<>(channel);
    }
    Outcome<Optional<ThreadChannel>> found = channels.thread(channel, thread);
    if (found instanceof Outcome.Done<Optional<ThreadChannel>> done) {
      return done.answer().isPresent()
          ? new Outcome.Done<>(done.answer().get())
          : new Outcome.Refused<>(Reasons.UNKNOWN_CHANNEL);
    }
    return Channels.same(found);
  }

  private Receipt notDone(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Limited<?> limited) {
      return new Receipt.Later(limited.retryAfter());
    }
    if (outcome instanceof Outcome.Refused<?> refused) {
      rhythm.answered();
      String why = Reasons.inWords(refused.error());
      return Reasons.gone(refused.error()) ? new Receipt.Gone(why) : new Receipt.Never(why);
    }
    return new Receipt.Later(rhythm.failed());
  }

  @Override
  public Finding find(Room room, @Nullable MessageRef thread, long outbox, Instant since) {
    Optional<StandardGuildMessageChannel> channel = channel(room);
    if (channel.isEmpty()) {
      return new Finding.AskLater(NOT_YET);
    }
    Mark mark = Mark.of(instance, outbox);
    if (thread == null) {
      return search.look(channel.get(), mark, since, id -> new MessageRef(room, id));
    }
    String first = Spot.parse(thread.id()).message();
    Outcome<GuildMessageChannel> place = place(channel.get(), first);
    if (place instanceof Outcome.Done<GuildMessageChannel> found) {
      return search.look(
          found.answer(),
          mark,
          since,
          id -> new MessageRef(room, new Spot(found.answer().getId(), id).toString()));
    }
    boolean none = place instanceof Outcome.Refused<?> refused && Reasons.gone(refused.error());
    return none ? new Finding.Absent() : new Finding.AskLater(rhythm.failed());
  }

  private DiscordView view(Room room, Parcel what) {
    return DiscordView.of(what.message(), teams.apply(room.team()).orElse(null));
  }

  private Optional<StandardGuildMessageChannel> channel(Room room) {
    return channels.channel(DISCORD.channel(room.name()));
  }

  /** A server that Discord itself cannot reach just now comes back; a channel that is not seen does not. */
  private Receipt unseen(Room room) {
    return channels.partlyAway()
        ? new Receipt.Later(OUTAGE)
        : new Receipt.Never(
            "Discord knows no such channel, or Signalbox may not see it: invite it, and"
                + " let its role view the channel " + DISCORD.channel(room.name()));
  }
}
