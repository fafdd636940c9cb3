package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.events.payload.Authorization;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.Event;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Forms;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Press;
import dev.signalbox.talk.Talk;
import dev.signalbox.talk.Utterance;
import dev.signalbox.talk.dialect.Directory;
import dev.signalbox.talk.dialect.Directory.Place;
import dev.signalbox.talk.dialect.Notes;
import dev.signalbox.talk.dialect.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people do in Slack to {@link Talk}, and the answers back. Acknowledges within a second
 * whatever the desk and Slack do: the answer stands in the acknowledgement of a command if it is
 * there in time, and comes later if not. Thread-safe.
 */
final class Reception {

  private static final Pattern OURS = Pattern.compile("sb:.*");
  private static final Pattern ANY = Pattern.compile(".*");
  private static final String HELP = "help";

  private final House house;
  private final Directory directory;
  private final Replies replies;
  private final Workers workers;

  /**
   * What it works with.
   *
   * @param letIn is told of a room into which the bot was invited
   */
  record House(Talk talk, Forms forms, BiConsumer<TeamId, String> letIn) {}

  Reception(House house, Directory directory, Replies replies, Workers workers) {
    this.house = house;
    this.directory = directory;
    this.replies = replies;
    this.workers = workers;
  }

  /**
   * The Bolt app that listens. It calls nothing of Slack by itself: who sent a request is proved
   * before, so there is nobody to ask.
   */
  App app(LongSupplier nanos) {
    SlackConfig config = new SlackConfig();
    config.setStatsEnabled(false);
    AppConfig settings = AppConfig.builder()
        .slack(Slack.getInstance(config))
        .allEventsApiAutoAckEnabled(true)
        .build();
    App app = new App(settings, new ArrayList<>(List.of(new FirstOnly(nanos))));
    app.command(Manifest.COMMAND, (request, ctx) -> command(request.getPayload()));
    app.blockAction(ANY, (request, ctx) -> pressed(request.getPayload()));
    app.viewSubmission(Modal.CALLBACK, (request, ctx) -> submitted(request.getPayload()));
    app.messageShortcut(Manifest.MAKE_TASK, (request, ctx) -> shortcut(request.getPayload()));
    app.event(AppMentionEvent.class, (event, ctx) -> mentioned(event));
    app.event(AppHomeOpenedEvent.class, (event, ctx) -> homeOpened(event));
    app.event(MemberJoinedChannelEvent.class, (event, ctx) -> joined(event));
    return app;
  }

  private Response command(SlashCommandPayload typed) {
    Optional<Place> found = directory.place(typed.getChannelId());
    if (found.isEmpty()) {
      return answer(Notes.noRoom(SlackChat.SLACK, typed.getChannelId()), null);
    }
    Place place = found.get();
    String text = Typed.command(orHelp(typed.getText()), place.team());
    Utterance said = said(place, typed.getUserId(), null, text);
    CompletableFuture<Message> answer = workers.ask(() -> house.talk().hear(said));
    Message soon = workers.soon(answer);
    if (soon == null) {
      later(answer, typed.getResponseUrl(), place.team());
    }
    return answer(soon == null ? Notes.working() : soon, place.team());
  }

  private static String orHelp(@Nullable String text) {
    return text == null || text.isBlank() ? HELP : text;
  }

  private Utterance said(Place place, String user, @Nullable TaskId task, String text) {
    Team team = place.team();
    return new Utterance(team.id(), directory.who(team, user), place.room(), task, text);
  }

  private Response mentioned(EventsApiPayload<AppMentionEvent> payload) {
    AppMentionEvent event = payload.getEvent();
    if (event.getBotId() == null && event.getUser() != null) {
      Optional<Place> found = directory.place(event.getChannel());
      Replies.Spot spot =
          new Replies.Spot(event.getChannel(), event.getUser(), event.getThreadTs());
      if (found.isEmpty()) {
        whisper(spot, Notes.noRoom(SlackChat.SLACK, event.getChannel()), null);
      } else {
        Place place = found.get();
        CompletableFuture<Message> answer = workers.ask(() -> hear(place, event));
        var unused = answer.thenAccept(message -> whisper(spot, message, place.team()));
      }
    }
    return Response.ok();
  }

  private CompletableFuture<Message> hear(Place place, AppMentionEvent event) {
    String thread = event.getThreadTs();
    var task = Optional.ofNullable(thread)
        .flatMap(ts -> house.forms().taskAt(place.team().id(), place.room(), ts))
        .orElse(null);
    String text = Typed.command(Typed.afterCall(event.getText()), place.team());
    return house.talk().hear(said(place, event.getUser(), task, orHelp(text)));
  }

  private void whisper(Replies.Spot spot, Message message, @Nullable Team team) {
    workers.call(() -> replies.whisper(spot, message, team));
  }

  /** Also a press on a link is told here; there is nothing to do then. */
  private Response pressed(BlockActionPayload press) {
    BlockActionPayload.Action pressed = press.getActions().get(0);
    String action = pressed.getSelectedOption() == null
        ? pressed.getValue()
        : pressed.getSelectedOption().getValue();
    String channel = press.getChannel() == null ? null : press.getChannel().getId();
    if (action == null || channel == null || !OURS.matcher(action).matches()) {
      return Response.ok();
    }
    Optional<Place> found = directory.place(channel);
    if (found.isEmpty()) {
      workers.call(
          () -> replies.tell(press.getResponseUrl(), Notes.noRoom(SlackChat.SLACK, channel), null));
      return Response.ok();
    }
    Place place = found.get();
    CompletableFuture<Message> answer = workers.ask(() -> obey(place, press, action));
    later(answer, press.getResponseUrl(), place.team());
    return Response.ok();
  }

  /** Asks first where the button has fields; then there is no answer yet. */
  private CompletableFuture<Message> obey(Place place, BlockActionPayload press, String action) {
    Team team = place.team();
    Optional<Button> asks = house
        .forms()
        .button(team.id(), action)
        .filter(button -> !button.fields().isEmpty());
    if (asks.isPresent()) {
      Modal.Origin origin =
          new Modal.Origin(action, place.channel(), String.valueOf(press.getResponseUrl()));
      open(press.getTriggerId(), asks.get(), origin, team);
      return new CompletableFuture<>();
    }
    String user = press.getUser().getId();
    return house
        .talk()
        .press(new Press(team.id(), directory.who(team, user), place.room(), action, Map.of()));
  }

  private void open(String trigger, Button button, Modal.Origin origin, Team team) {
    workers.call(() -> {
      if (!replies.open(trigger, Modal.of(button, origin))) {
        replies.tell(origin.replyTo(), Notes.noForm(SlackChat.SLACK), team);
      }
    });
  }

  /** The form stays open, as it was filled in, while something is wrong with it. */
  private Response submitted(ViewSubmissionPayload form) {
    Optional<Modal.Origin> origin = Modal.Origin.read(form.getView().getPrivateMetadata());
    Optional<Place> found = origin.flatMap(from -> directory.place(from.channel()));
    if (origin.isEmpty() || found.isEmpty()) {
      return Response.ok();
    }
    Team team = found.get().team();
    Map<String, String> fields = Modal.fields(form.getView().getState());
    Press press = new Press(
        team.id(),
        directory.who(team, form.getUser().getId()),
        found.get().room(),
        origin.get().action(),
        fields);
    CompletableFuture<Message> answer = workers.ask(() -> house.talk().press(press));
    Message soon = workers.soon(answer);
    if (soon != null && Notes.refuses(soon) && !fields.isEmpty()) {
      return json(Modal.wrong(fields.keySet(), Notes.why(soon)));
    }
    CompletableFuture<Message> told = answer.thenApply(
        message -> Notes.refuses(message) ? Notes.givenBack(message, fields) : message);
    later(told, origin.get().replyTo(), team);
    return Response.ok();
  }

  private Response shortcut(MessageShortcutPayload shortcut) {
    String channel = shortcut.getChannel().getId();
    Optional<Place> found = directory.place(channel);
    if (found.isEmpty()) {
      workers.call(() ->
          replies.tell(shortcut.getResponseUrl(), Notes.noRoom(SlackChat.SLACK, channel), null));
      return Response.ok();
    }
    Team team = found.get().team();
    String said = Typed.plain(String.valueOf(shortcut.getMessage().getText()), team);
    Button button = Forms.newTask(team, said, link(shortcut, channel));
    Modal.Origin origin =
        new Modal.Origin(button.action(), channel, String.valueOf(shortcut.getResponseUrl()));
    open(shortcut.getTriggerId(), button, origin, team);
    return Response.ok();
  }

  private static String link(MessageShortcutPayload shortcut, String channel) {
    String ts =
        shortcut.getMessageTs() == null ? shortcut.getMessage().getTs() : shortcut.getMessageTs();
    return "https://%s.slack.com/archives/%s/p%s"
        .formatted(shortcut.getTeam().getDomain(), channel, String.valueOf(ts).replace(".", ""));
  }

  private Response homeOpened(EventsApiPayload<AppHomeOpenedEvent> payload) {
    String user = payload.getEvent().getUser();
    workers.call(() -> replies.home(user, home(user)));
    return Response.ok();
  }

  private List<SlackView> home(String user) {
    List<SlackView> parts = new ArrayList<>();
    for (Team team : directory.teamsOf(user)) {
      Message mine = house.talk().home(team.id(), directory.who(team, user), user);
      parts.add(SlackView.of(mine, team));
    }
    if (parts.isEmpty()) {
      parts.add(SlackView.of(house.talk().home(new TeamId("nobody"), null, user), null));
    }
    parts.add(SlackView.of(house.talk().help(), null));
    return parts;
  }

  /** Only the bot's own coming matters. */
  private Response joined(EventsApiPayload<MemberJoinedChannelEvent> payload) {
    MemberJoinedChannelEvent event = payload.getEvent();
    if (bots(payload).contains(String.valueOf(event.getUser()))) {
      Optional<Place> place = directory.place(event.getChannel());
      place.ifPresent(known -> house.letIn().accept(known.team().id(), known.room()));
      if (place.isEmpty() && event.getInviter() != null) {
        Replies.Spot spot = new Replies.Spot(event.getChannel(), event.getInviter(), null);
        whisper(spot, Notes.noRoom(SlackChat.SLACK, event.getChannel()), null);
      }
    }
    return Response.ok();
  }

  private static List<String> bots(EventsApiPayload<? extends Event> payload) {
    List<Authorization> all = payload.getAuthorizations();
    return all == null ? List.of() : all.stream().map(Authorization::getUserId).toList();
  }

  private void later(CompletableFuture<Message> answer, @Nullable String address, Team team) {
    var unused =
        answer.thenAccept(message -> workers.call(() -> replies.tell(address, message, team)));
  }

  private static Response answer(Message message, @Nullable Team team) {
    return json(Replies.json(message, team));
  }

  private static Response json(ObjectNode body) {
    return Response.builder()
        .contentType(Response.CONTENT_TYPE_APPLICATION_JSON_UTF8)
        .body(body.toString())
        .build();
  }
}
