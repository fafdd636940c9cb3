package dev.signalbox.discord;

import dev.signalbox.talk.dialect.Outcome;
import dev.signalbox.talk.dialect.Workers;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Discord. Discord may be away: then it is made later, and made again whenever it
 * ends for good; what JDA can resume, JDA resumes. Thread-safe.
 */
final class Connection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);
  private static final int EVENT_THREADS = 2;
  private static final int RECONNECT_SECONDS_MAX = 60;
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final House house;
  private final OkHttpClient http;
  private final Doorbell doorbell;
  private final IdentifyBudget budget;
  private final List<Object> listeners;
  private final ThreadPoolExecutor events = Workers.pool("discord-event", EVENT_THREADS);
  private final ThreadPoolExecutor callbacks = Workers.pool("discord-callback", EVENT_THREADS);
  private final AtomicLong drops = new AtomicLong();
  private final Thread joining;
  private volatile @Nullable JDA jda;
  private volatile @Nullable Sessions sessions;
  private volatile boolean known;
  private volatile boolean closed;
  private volatile String trouble = "it was not asked yet";

  /**
   * What it works with.
   *
   * @param api where Discord's methods are; ends in a slash
   * @param gateway where the connection goes; empty to ask Discord
   * @param call the longest that one call over HTTP may take
   * @param nanos a clock that never goes backwards
   * @param pauses how long to wait after so many failures
   */
  record House(
      URI api,
      String gateway,
      DiscordToken token,
      Duration call,
      LongSupplier nanos,
      Pauses pauses) {}

  /** How long Discord is left alone. */
  interface Pauses {
    /** One second, and twice as long each time, up to a minute. */
    Pauses USUAL = failures -> Duration.ofSeconds(Math.min(60, 1L << Math.min(failures, 6)));

    Duration after(int failures);
  }

  /**
   * How the connection is.
   *
   * @param trouble why it is not there; empty where it is
   * @param drops how often it ended since the start
   */
  record Liveness(boolean connected, String trouble, long drops) {}

  /**
   * @param listeners hear what happens there, on threads that are not the connection's
   */
  Connection(House house, List<Object> listeners) {
    this.house = house;
    this.listeners = List.copyOf(listeners);
    this.http = client().build();
    this.doorbell = new Doorbell(http, house.api(), house.token());
    this.budget = new IdentifyBudget(house.nanos());
    this.joining = new Thread(this::join, "discord-join");
    joining.setDaemon(true);
  }

  void open() {
    joining.start();
  }

  private OkHttpClient.Builder client() {
    OkHttpClient.Builder builder = new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .connectionPool(new ConnectionPool(5, 30, TimeUnit.SECONDS))
        .connectTimeout(CONNECT)
        .callTimeout(house.call());
    return "http".equals(house.api().getScheme()) ? builder.proxy(Proxy.NO_PROXY) : builder;
  }

  /** The client, once it knew its channels; also while the connection is being made again. */
  Optional<JDA> jda() {
    return known ? Optional.ofNullable(jda) : Optional.empty();
  }

  Liveness liveness() {
    JDA present = jda;
    boolean connected = present != null && present.getStatus() == JDA.Status.CONNECTED;
    String why = connected ? "" : present == null ? trouble : "JDA says " + present.getStatus();
    return new Liveness(connected, why, drops.get());
  }

  private void join() {
    int failures = 0;
    try {
      while (!closed) {
        String why = joined() ? null : trouble;
        failures = why == null ? 0 : failures + 1;
        if (why != null) {
          LOG.warn("Discord is not joined: {}", why);
        }
        pause(why == null ? null : house.pauses().after(failures));
      }
    } catch (InterruptedException e) {
      LOG.debug("Discord is left");
    }
  }

  /** Until it ended for good, where it is joined; else for a while. */
  private synchronized void pause(@Nullable Duration time) throws InterruptedException {
    long end = time == null ? 0 : house.nanos().getAsLong() + time.toNanos();
    while (!closed) {
      if (time == null ? jda == null : house.nanos().getAsLong() - end >= 0) {
        return;
      }
      wait(time == null ? 0 : 1 + (end - house.nanos().getAsLong()) / 1_000_000);
    }
  }

  private boolean joined() {
    String gateway = house.gateway();
    Outcome<Doorbell.Welcome> outcome = doorbell.ring();
    if (!(outcome instanceof Outcome.Done<Doorbell.Welcome> done)) {
      trouble = outcome instanceof Outcome.Refused<?> refused
          ? Reasons.inWords(refused.error())
          : outcome instanceof Outcome.Unreached<?> unreached ? unreached.why() : "no answer";
      return false;
    }
    if (done.answer().left() <= 0) {
      budget.closed(done.answer().reset());
    }
    try {
      build(gateway.isEmpty() ? done.answer().gateway() : gateway);
      return true;
    } catch (InvalidTokenException e) {
      trouble = Reasons.inWords("40001");
    } catch (RuntimeException e) {
      trouble = "JDA could not begin: " + e.getClass().getSimpleName();
    }
    return false;
  }

  private synchronized void build(String gateway) {
    if (closed) {
      return;
    }
    Sessions begin = new Sessions(gateway, budget);
    sessions = begin;
    JDABuilder builder = JDABuilder.createLight(
            house.token().value(), EnumSet.noneOf(GatewayIntent.class))
        .setRestConfig(new RestConfig().setBaseUrl(house.api().toString()))
        .setHttpClientBuilder(client())
        .setRequestTimeoutRetry(false)
        .setSessionController(begin)
        .setCompression(gateway.startsWith("ws:") ? Compression.NONE : Compression.ZLIB)
        .setMaxReconnectDelay(RECONNECT_SECONDS_MAX)
        .setEventPool(events, false)
        .setCallbackPool(callbacks, false)
        .setEnableShutdownHook(false)
        .addEventListeners((EventListener) this::lifeOf);
    listeners.forEach(builder::addEventListeners);
    jda = builder.build();
  }

  private void lifeOf(GenericEvent event) {
    if (event instanceof ReadyEvent) {
      known = true;
      LOG.info("Discord is joined as {}", event.getJDA().getSelfUser().getId());
    } else if (event instanceof SessionDisconnectEvent) {
      LOG.info(
          "the connection to Discord ended, for the {}. time; it is made again",
          drops.incrementAndGet());
    } else if (event instanceof ShutdownEvent shutdown) {
      ended(shutdown);
    }
  }

  /** JDA gave up, such as for a token that is void: it is tried anew from the start. */
  private synchronized void ended(ShutdownEvent shutdown) {
    if (!closed && ofNow(shutdown)) {
      trouble = "Discord ended the connection"
          + (shutdown.getCode() > 0 ? " with " + shutdown.getCode() : "");
      LOG.warn("{}", trouble);
      leave();
      notifyAll();
    }
  }

  private boolean ofNow(ShutdownEvent shutdown) {
    return shutdown.getJDA().equals(jda);
  }

  private void leave() {
    Sessions begun = sessions;
    if (begun != null) {
      begun.close();
    }
    jda = null;
  }

  /**
   * Leaves Discord. What was asked of it before is answered or given up: {@code shutdown} alone waits
   * for JDA's cleaning of its queues, which takes up to a minute.
   */
  @Override
  public void close() {
    JDA leaving;
    synchronized (this) {
      closed = true;
      leaving = jda;
      leave();
      notifyAll();
    }
    joining.interrupt();
    if (leaving != null) {
      end(leaving);
    }
    Workers.end(events);
    Workers.end(callbacks);
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static void end(JDA leaving) {
    leaving.shutdown();
    try {
      if (!leaving.awaitShutdown(CLOSE_MAX)) {
        leaving.shutdownNow();
        if (!leaving.awaitShutdown(CLOSE_MAX)) {
          LOG.warn("JDA did not end");
        }
      }
    } catch (InterruptedException e) {
      leaving.shutdownNow();
      Thread.currentThread().interrupt();
    }
    leaving.getHttpClient().connectionPool().evictAll();
    leaving.getHttpClient().dispatcher().executorService().shutdown();
  }
}
