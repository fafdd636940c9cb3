package dev.signalbox.slack;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.methods.response.pins.PinsAddResponse;
import com.slack.api.model.Message.Metadata;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.Platform;
import dev.signalbox.talk.dialect.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in Slack's channels what a courier brings. A message's id is its {@code ts}. Every post
 * carries in its metadata the outbox row it was sent for, which is what {@link #find} looks for; an
 * edit leaves that as it is. Thread-safe.
 */
final class SlackChat implements Chat {

  /** A room is its channel's id. */
  static final Platform SLACK = new Platform("slack", "Slack", Team.Person::slack);

  /** Posts in one channel; Slack allows one a second. */
  static final Duration POST = Duration.ofSeconds(1);

  /** Edits in the workspace: 40 a minute, where Slack allows 50 and more. */
  static final Duration EDIT = Duration.ofMillis(1_500);

  /** The kind of our metadata. */
  static final String EVENT_TYPE = "signalbox";

  private static final String EDITS = "edit";
  private static final Logger LOG = LoggerFactory.getLogger(SlackChat.class);

  private final SlackApi api;
  private final Rhythm rhythm;
  private final Search search;
  private final Function<TeamId, Optional<Team>> teams;
  private final String instance;

  /**
   * @param teams the settings in force
   * @param instance this installation, so that two of them in one channel do not take each other's
   *     messages for their own
   */
  SlackChat(SlackApi api, Rhythm rhythm, Function<TeamId, Optional<Team>> teams, String instance) {
    this.api = api;
    this.rhythm = rhythm;
    this.search = new Search(api, rhythm);
    this.teams = teams;
    this.instance = instance;
  }

  @Override
  public Pace pace() {
    return Pace.CALM;
  }

  @Override
  public Duration away() {
    return rhythm.away();
  }

  @Override
  public Receipt post(Room room, Parcel what) {
    return say(room, null, what);
  }

  @Override
  public Receipt reply(MessageRef parent, Parcel what) {
    return say(parent.room(), parent.id(), what);
  }

  private Receipt say(Room room, @Nullable String thread, Parcel what) {
    String channel = channel(room);
    String route = "post:" + channel;
    Optional<Duration> wait = rhythm.turn(route, POST);
    if (wait.isPresent()) {
      return new Receipt.Later(wait.get());
    }
    SlackView view = view(room, what.message());
    Outcome<ChatPostMessageResponse> outcome =
        api.call(methods -> methods.chatPostMessage(post -> post.channel(channel)
            .threadTs(thread)
            .text(view.text())
            .blocksAsString(view.blocks().toString())
            .metadata(new Metadata(EVENT_TYPE, mark(room, what.outbox())))
            .parse("none")
            .linkNames(false)
            .mrkdwn(false)
            .unfurlLinks(false)
            .unfurlMedia(false)));
    if (outcome instanceof Outcome.Done<ChatPostMessageResponse> done) {
      rhythm.answered();
      String ts = done.answer().getTs();
      if (what.message().kind() == Message.Kind.BOARD) {
        pin(channel, ts);
      }
      return new Receipt.Sent(new MessageRef(room, ts));
    }
    if (outcome instanceof Outcome.Doubtful<ChatPostMessageResponse> doubt) {
      rhythm.failed();
      return new Receipt.Unknown(doubt.why());
    }
    return notDone(route, outcome);
  }

  /** A board that cannot be pinned is a board all the same. */
  private void pin(String channel, String ts) {
    Outcome<PinsAddResponse> outcome =
        api.call(methods -> methods.pinsAdd(pin -> pin.channel(channel).timestamp(ts)));
    if (outcome instanceof Outcome.Refused<PinsAddResponse> refused) {
      LOG.warn("the board of {} is not pinned: {}", channel, Reasons.inWords(refused.error()));
    }
  }

  /** Doing it twice does no harm, so a doubtful edit is simply made again. */
  @Override
  public Receipt edit(MessageRef message, Parcel what) {
    Optional<Duration> wait = rhythm.turn(EDITS, EDIT);
    if (wait.isPresent()) {
      return new Receipt.Later(wait.get());
    }
    SlackView view = view(message.room(), what.message());
    Outcome<ChatUpdateResponse> outcome =
        api.call(methods -> methods.chatUpdate(edit -> edit.channel(channel(message.room()))
            .ts(message.id())
            .text(view.text())
            .blocksAsString(view.blocks().toString())
            .parse("none")
            .linkNames(false)));
    if (outcome instanceof Outcome.Done<ChatUpdateResponse>) {
      rhythm.answered();
      return new Receipt.Sent(message);
    }
    return notDone(EDITS, outcome);
  }

  private Receipt notDone(String route, Outcome<?> outcome) {
    if (outcome instanceof Outcome.Limited<?> limited) {
      rhythm.answered();
      rhythm.hold(route, limited.retryAfter());
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
    Search.For sought = new Search.For(
        channel(room), thread == null ? null : thread.id(), mark(room, outbox), since);
    return search.look(sought, ts -> new MessageRef(room, ts));
  }

  private Map<String, Object> mark(Room room, long outbox) {
    return Map.of(
        "outbox",
        Long.toString(outbox),
        "team",
        room.team().name(),
        "room",
        room.name(),
        "instance",
        instance);
  }

  private SlackView view(Room room, Message message) {
    return SlackView.of(message, teams.apply(room.team()).orElse(null));
  }

  private static String channel(Room room) {
    return SLACK.channel(room.name());
  }
}
