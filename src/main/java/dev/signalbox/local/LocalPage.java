package dev.signalbox.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Completion;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Press;
import dev.signalbox.talk.Utterance;
import dev.signalbox.web.Bodies;
import dev.signalbox.web.Later;
import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import dev.signalbox.web.Routes;
import dev.signalbox.web.Streams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page's addresses: what each takes, and what it answers. */
public final class LocalPage implements Routes {

  static final int TYPED_MAX = 20_000;

  private static final int FIELDS_MAX = 20;
  private static final int AGAIN_S = 5;
  private static final Logger LOG = LoggerFactory.getLogger(LocalPage.class);

  /**
   * What the page needs of the rest of the house.
   *
   * @param hear what answers what is typed
   * @param press what does what a button offers
   * @param complete what could be typed next; reads on the calling thread
   * @param outage why nothing can be changed at the moment, if so
   */
  public record House(
      Reads reads,
      Feed feed,
      Function<Utterance, CompletableFuture<Message>> hear,
      Function<Press, CompletableFuture<Message>> press,
      Function<Completion.Asked, List<Completion.Suggestion>> complete,
      Supplier<Optional<Refusal.Code>> outage,
      InstantSource clock) {}

  private final House house;
  private final Access access;
  private final Guard guard;
  private final Assets assets = new Assets();
  private final Sights sights;

  public LocalPage(House house, Access access) {
    this.house = house;
    this.access = access;
    this.guard = new Guard(access, house.reads());
    this.sights = new Sights(house.reads(), house.outage(), house.clock(), assets);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", this::page);
    routes.get("/open", this::open);
    routes.get("/assets/{name}", assets::serve);
    routes.get("/older", this::older);
    routes.get("/newer", this::newer);
    routes.get("/new-task", this::newTask);
    routes.get("/thread/{task}", this::thread);
    routes.get("/stream", this::stream);
    routes.post("/say", this::say);
    routes.post("/press", this::press);
    routes.post("/complete", this::complete);
    routes.error(404, this::lost);
  }

  private void page(Context ctx) {
    Optional<Visitor> visitor = guard.find(ctx);
    if (visitor.isEmpty()) {
      // A link on another site leaves the strict cookie behind; one step on our own brings it.
      boolean retry = "cross-site".equals(ctx.header("Sec-Fetch-Site"));
      closed(
          ctx,
          "You are not signed in",
          "This page belongs to a team, and this browser has no session for it.",
          retry);
      return;
    }
    List<String> others = guard.all(ctx).stream()
        .map(other -> other.team().name())
        .filter(team -> !team.equals(visitor.get().team().name()))
        .toList();
    ctx.html(sights.page(visitor.get(), others));
  }

  private void closed(Context ctx, String title, String text, boolean retry) {
    ctx.status(401).html(sights.doorstep(title, text, retry));
  }

  /** Only a real visit uses the key up, and not a browser that looks ahead. */
  private void open(Context ctx) {
    if (ctx.header("Sec-Purpose") != null) {
      throw new ProblemException(Problem.notFound());
    }
    String key = ctx.queryParam("key");
    Optional<CompletableFuture<Access.Opened>> opened =
        key == null ? Optional.empty() : access.open(key);
    if (opened.isEmpty()) {
      closed(
          ctx,
          "This link does not open anything any more",
          "A link works once, and only for ten minutes. If you opened it in this browser before,"
              + " the page is still open to you.",
          false);
      return;
    }
    CompletableFuture<Access.Opened> stored = opened.get().exceptionally(failure -> {
      LOG.warn("A session could not be stored.", failure);
      throw new ProblemException(Problem.overloaded(AGAIN_S)
          .withDetail("You could not be signed in just now. The link is still good."));
    });
    Later.answer(ctx, stored, session -> enter(ctx, session));
  }

  private static void enter(Context ctx, Access.Opened session) {
    boolean first = Cookies.teams(ctx).stream().allMatch(session.visitor().team()::equals);
    Cookies.set(ctx, session);
    ctx.status(303)
        .header("Location", first ? "/" : "/?team=" + session.visitor().team());
  }

  private void older(Context ctx) {
    Visitor visitor = guard.reading(ctx);
    long before = number(ctx.queryParam("before"))
        .orElseThrow(() -> new ProblemException(Problem.badValue("before must be a position.")));
    ctx.html(sights.older(visitor, before));
  }

  private void newer(Context ctx) {
    Visitor visitor = guard.reading(ctx);
    long after = number(ctx.queryParam("after"))
        .orElseThrow(() -> new ProblemException(Problem.badValue("after must be a position.")));
    ctx.html(sights.newer(visitor, after));
  }

  private void newTask(Context ctx) {
    ctx.html(sights.newTask(guard.reading(ctx)));
  }

  private void thread(Context ctx) {
    Visitor visitor = guard.reading(ctx);
    String html = TaskId.parse(ctx.pathParam("task"))
        .flatMap(task -> sights.thread(visitor, task))
        .orElseThrow(() -> new ProblemException(Problem.notFound()));
    ctx.html(html);
  }

  private void stream(Context ctx) {
    Visitor visitor = guard.reading(ctx);
    // The request is gone when this is asked; what it said about the session is not.
    Optional<String> secret = Cookies.secret(ctx, visitor.team());
    Streams.serve(ctx, new Tail(sights, visitor, () -> guard.still(visitor, secret), house.feed()));
  }

  private void say(Context ctx) {
    Visitor visitor = guard.acting(ctx);
    ObjectNode body = body(ctx, Set.of("text", "task"));
    String text = text(body, "text");
    TaskId task = body.has("task") ? task(text(body, "task")) : null;
    Utterance said =
        new Utterance(visitor.team(), visitor.actor(), LocalChat.ROOM, task, Said.command(text));
    answer(ctx, visitor, house.hear().apply(said));
  }

  private void press(Context ctx) {
    Visitor visitor = guard.acting(ctx);
    ObjectNode body = body(ctx, Set.of("action", "fields"));
    Press press = new Press(
        visitor.team(), visitor.actor(), LocalChat.ROOM, text(body, "action"), fields(body));
    answer(ctx, visitor, house.press().apply(press));
  }

  private void complete(Context ctx) {
    Visitor visitor = guard.acting(ctx);
    ObjectNode body = body(ctx, Set.of("text", "cursor", "task"));
    TaskId task = body.has("task") ? task(text(body, "task")) : null;
    String found = Completing.json(
        house.complete(), visitor, task, text(body, "text"), body.path("cursor").asInt(-1));
    ctx.contentType("application/json").result(found);
  }

  /** A person who is lost gets a page; whatever else asks keeps its problem document. */
  private void lost(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept != null && accept.contains("text/html")) {
      ctx.html(sights.lost());
    }
  }

  private void answer(Context ctx, Visitor visitor, CompletableFuture<Message> words) {
    Later.answer(ctx, words, message -> ctx.html(sights.answer(visitor, message)));
  }

  private static ObjectNode body(Context ctx, Set<String> known) {
    ObjectNode body = Bodies.object(ctx);
    body.fieldNames().forEachRemaining(name -> {
      if (!known.contains(name)) {
        throw new ProblemException(Problem.unknownField(name));
      }
    });
    return body;
  }

  private static Map<String, String> fields(ObjectNode body) {
    JsonNode node = body.path("fields");
    if (!node.isMissingNode() && !node.isObject() || node.size() > FIELDS_MAX) {
      throw new ProblemException(Problem.badValue("fields must be an object of texts."));
    }
    Map<String, String> fields = new HashMap<>();
    node.fieldNames().forEachRemaining(name -> fields.put(name, text(node, name)));
    return fields;
  }

  private static String text(JsonNode body, String name) {
    JsonNode node = body.path(name);
    if (!node.isTextual()) {
      throw new ProblemException(Problem.badValue(name + " must be a text."));
    }
    String text = node.textValue();
    if (text.length() > TYPED_MAX) {
      throw new ProblemException(Problem.badValue("At most " + TYPED_MAX
          + " characters can be sent at once; this has " + text.length() + "."));
    }
    return text;
  }

  private static TaskId task(String text) {
    return TaskId.parse(text)
        .orElseThrow(() -> new ProblemException(Problem.badValue("task must look like T-41.")));
  }

  private static Optional<Long> number(@Nullable String text) {
    return Optional.ofNullable(text)
        .filter(digits -> digits.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
