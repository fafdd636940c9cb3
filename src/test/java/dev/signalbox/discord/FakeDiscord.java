package dev.signalbox.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Discord that behaves like the real one where it matters: its methods over HTTP, its gateway,
 * channels and threads, nonces, interactions with their three seconds, and faults on command. It
 * judges what it is sent: what {@link Judge} finds wrong is answered with 400 and kept in {@link
 * #problems}.
 *
 * <p>Messages follow the clock of the test. Interactions follow the real one, as the client reads
 * from their ids whether they may still be answered.
 */
public final class FakeDiscord implements AutoCloseable {

  public static final String BOT_TOKEN = "fake.bot.token-1";
  public static final String BOT_USER = "1100000000000000001";
  public static final String APPLICATION = "1100000000000000002";
  public static final String GUILD = "1100000000000000003";

  /** The channel that is there from the beginning. */
  public static final String CHANNEL = "1100000000000000004";

  /** What goes wrong with a call. */
  public enum Fault {
    NONE,
    /** The connection ends before anything is read. */
    DROP_BEFORE_READ,
    /** It ends after all was read, and nothing is done. */
    DROP_BEFORE_STORE,
    /** It is done, and the connection ends. */
    STORE_THEN_DROP,
    /** It is done, and 500 is answered. */
    ERROR_AFTER_STORE,
    /** It is done, and nothing is answered until the caller has given up. */
    STALL,
    /** Nothing is done, 503. */
    UNAVAILABLE,
    /** Nothing is done, 502: the client asks again. */
    BAD_GATEWAY,
    /** Nothing is done, 500. */
    ERROR,
    /** 429 for this kind of call. */
    LIMITED,
    /** 429 for everything that the bot does. */
    LIMITED_GLOBALLY,
    /** 429 from who stands before Discord; nothing at all may be sent. */
    LIMITED_BY_CLOUDFLARE,
    /** 403, the bot may not do this. */
    FORBIDDEN
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  public final FakeGateway gateway;
  public final FakeGuild guild;
  public final FakeRooms rooms;
  public final FakeInteractions interactions;
  public final FakeCommands commands;
  final FakeRest rest;

  private final List<String> problems = new CopyOnWriteArrayList<>();

  public FakeDiscord() {
    this(InstantSource.system());
  }

  public FakeDiscord(InstantSource clock) {
    Snowflakes ids = new Snowflakes(clock);
    gateway = new FakeGateway(this::ready, this::all);
    guild = new FakeGuild(ids, gateway::dispatch, this::threads);
    rooms = new FakeRooms(this, clock, ids);
    interactions = new FakeInteractions(this);
    commands = new FakeCommands(this, ids);
    rest = new FakeRest(this);
  }

  // -- what a test says -----------------------------------------------------------------------

  /** Where its methods are, with the version and a slash at the end. */
  public URI api() {
    return rest.api();
  }

  /** Where its gateway is. */
  public String gatewayUrl() {
    return gateway.url();
  }

  /** The next calls of a kind go wrong like this. */
  public void on(String kind, Fault... next) {
    rest.faults.on(kind, next);
  }

  /** A kind of call is refused with this code, until {@link #allow}. */
  public void refuse(String kind, int code) {
    rest.faults.refuse(kind, code);
  }

  public void allow(String kind) {
    rest.faults.allow(kind);
  }

  /** While set, every call over HTTP ends before anything is read. */
  public void down(boolean down) {
    rest.faults.down = down;
  }

  /** While set, every call over HTTP is taken, not done, and not answered. */
  public void silent(boolean silent) {
    rest.faults.silent = silent;
  }

  /** How long a client is to wait after 429; a whole number for the header, as Discord has it. */
  public void retryAfter(int seconds) {
    rest.retryAfter = seconds;
  }

  /** Whether more than five posts in five seconds in a channel are answered with 429. */
  public void paced(boolean paced) {
    rest.paced = paced;
  }

  /** How many sessions may still be begun today, as {@code /gateway/bot} tells it. */
  public void sessionsLeft(int remaining) {
    rest.sessionsLeft = remaining;
  }

  /** People who wait for what they asked for. */
  public DiscordPeople people() {
    return new DiscordPeople(this, true);
  }

  // -- what a test sees -----------------------------------------------------------------------

  /** What stands in all channels and threads, in the order in which it came. */
  public List<Posted> messages() {
    return rooms.all();
  }

  /** What stands in one channel or thread. */
  public List<Posted> messages(String channel) {
    return rooms.all().stream().filter(one -> one.channel.equals(channel)).toList();
  }

  /** All calls over HTTP, in order. */
  public List<Called> calls() {
    return rest.calls();
  }

  /** How often a kind of call was made. */
  public long calls(String kind) {
    return rest.calls().stream().filter(one -> one.kind().equals(kind)).count();
  }

  /** What a real Discord would not have taken, or a person would not have wanted. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  // -- what its parts ask ---------------------------------------------------------------------

  void problem(String what) {
    problems.add(what);
  }

  /** Refuses, and keeps why. */
  void judge(String kind, List<String> wrong) {
    if (!wrong.isEmpty()) {
      wrong.forEach(one -> problem(kind + ": " + one));
      throw new No(No.INVALID_FORM_BODY, wrong);
    }
  }

  private ObjectNode ready() {
    ObjectNode ready = JSON.createObjectNode();
    ready.set("user", guild.user(BOT_USER));
    ready.putArray("private_channels");
    ready.putObject("application").put("id", APPLICATION).put("flags", 0);
    if (guild.joined()) {
      ready.putArray("guilds").addObject().put("id", GUILD).put("unavailable", true);
    } else {
      ready.putArray("guilds");
    }
    return ready;
  }

  private ObjectNode all() {
    return guild.joined() ? guild.json(threads()) : JSON.createObjectNode();
  }

  private List<ObjectNode> threads() {
    return rooms.threads.active();
  }

  @Override
  public void close() {
    rest.close();
    gateway.close();
  }
}
