package dev.signalbox.metrics;

import dev.signalbox.board.Command;
import dev.signalbox.board.Command.Weight;
import dev.signalbox.board.Entry;
import dev.signalbox.board.PersonEvent;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.DeskWatch;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.web.RequestWatch;
import dev.signalbox.web.Routes;
import dev.signalbox.web.WebServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Counts what happens, and answers scrapes. Thread-safe. */
public final class Meters implements DeskWatch, RequestWatch, Routes, AutoCloseable {

  static final String PATH = "/metrics";

  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  /** A commit is one sync of the disk, or many commands behind a slow one. */
  private static final Duration[] COMMIT_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

  /**
   * Where numbers come from that are only looked at.
   *
   * @param version of this program
   * @param lateSweeps how many sweeps came late
   * @param lastBackup when the newest backup was made
   */
  public record House(
      String version,
      Desk desk,
      Reads reads,
      LongSupplier lateSweeps,
      Supplier<Optional<Instant>> lastBackup,
      InstantSource clock,
      LongSupplier nanos) {}

  /** How a command ended; the name of a refusal, or {@code accepted}. */
  private record Ended(Class<? extends Command> command, String outcome) {}

  /** A request as it is counted. */
  private record Asked(String method, String route, int status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Ended, Counter> commands = new ConcurrentHashMap<>();
  private final Map<Class<?>, Counter> events = new ConcurrentHashMap<>();
  private final Map<PersonEvent.Pinged.Kind, Counter> pings = new ConcurrentHashMap<>();
  private final Map<Asked, Counter> requests = new ConcurrentHashMap<>();
  private final DistributionSummary batches;
  private final Timer commits;
  private final Survey survey;

  /** Begins to count; what happened before is not counted. */
  public Meters(House house) {
    batches = DistributionSummary.builder("signalbox.desk.batch")
        .baseUnit("commands")
        .description("Commands that shared one transaction.")
        .serviceLevelObjectives(BATCH_BUCKETS)
        .register(registry);
    commits = Timer.builder("signalbox.desk.commit")
        .description("Time that a transaction took, until it was on the disk.")
        .serviceLevelObjectives(COMMIT_BUCKETS)
        .register(registry);
    for (PersonEvent.Pinged.Kind kind : PersonEvent.Pinged.Kind.values()) {
      ping(kind);
    }
    ofDesk(house);
    ofHouse(house);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    survey = new Survey(registry, house.reads(), house.clock(), house.nanos());
    house.desk().meter().tell(this);
  }

  /** Looks at the web server too, as soon as there is one. */
  public void watch(WebServer web) {
    Gauge.builder("signalbox.http.unanswered.requests", web, WebServer::unanswered)
        .description("HTTP requests that are not answered yet, long polls and streams included.")
        .register(registry);
    Gauge.builder("signalbox.http.queued.tasks", web, WebServer::queued)
        .description("What waits for a thread of the web server.")
        .register(registry);
    Gauge.builder("signalbox.streams.open", web, WebServer::openStreams)
        .description("Event streams and pages that follow the log.")
        .register(registry);
  }

  private void ofDesk(House house) {
    Desk desk = house.desk();
    for (Weight weight : Weight.values()) {
      Gauge.builder("signalbox.desk.queue.commands", desk, d -> d.waiting(weight))
          .description("Commands that wait for the desk; 1,024 of a class at most.")
          .tag("class", lower(weight))
          .register(registry);
    }
    FunctionCounter.builder("signalbox.leftover.grants", desk, d -> d.meter().leftovers())
        .description("Grants that only the safety net found. Healthy: 0.")
        .register(registry);
    steps(desk, "ahead", d -> d.meter().stepsAhead());
    steps(desk, "back", d -> d.meter().stepsBack());
    FunctionCounter.builder("signalbox.desk.stalls", desk, d -> d.meter().stalls())
        .description("Times that the process stood still so long that leases were paused.")
        .register(registry);
    Gauge.builder("signalbox.storage.writable", desk, d -> d.outage().isEmpty() ? 1 : 0)
        .description("Whether the database takes writes.")
        .register(registry);
  }

  private void steps(Desk desk, String direction, ToDoubleFunction<Desk> number) {
    FunctionCounter.builder("signalbox.clock.steps", desk, number)
        .description("Times that the machine's clock moved by more than 30 s: set, or asleep.")
        .tag("direction", direction)
        .register(registry);
  }

  private void ofHouse(House house) {
    FunctionCounter.builder("signalbox.sweeps.late", house, h -> h.lateSweeps().getAsLong())
        .description("Sweeps that came more than three intervals late.")
        .register(registry);
    Gauge.builder("signalbox.backup.newest.timestamp", house, Meters::lastBackup)
        .baseUnit("seconds")
        .description("When the newest backup was made, since 1970; 0 where there is none.")
        .register(registry);
    Gauge.builder("signalbox.build.info", () -> 1)
        .description("Which Signalbox this is.")
        .tag("version", house.version())
        .register(registry);
  }

  private static double lastBackup(House house) {
    return house.lastBackup().get().map(Instant::getEpochSecond).orElse(0L);
  }

  /**
   * Tells of a chat platform from now on.
   *
   * @param platform such as {@code slack}
   * @param connected whether what happens there comes in
   * @param reconnects how often the connection was made anew
   */
  public void chat(String platform, BooleanSupplier connected, LongSupplier reconnects) {
    Gauge.builder("signalbox.chat.connected", () -> connected.getAsBoolean() ? 1 : 0)
        .description("Whether what happens on the platform comes in.")
        .tag("platform", platform)
        .register(registry);
    FunctionCounter.builder("signalbox.chat.reconnects", reconnects, LongSupplier::getAsLong)
        .description("Connections to the platform that were made anew.")
        .tag("platform", platform)
        .register(registry);
  }

  @Override
  public void answered(Command command, Reply reply) {
    String outcome = reply.refusal() != null
        ? reply.refusal().code().word()
        : reply.replayed() ? "replayed" : "accepted";
    commands
        .computeIfAbsent(new Ended(command.getClass(), outcome), this::register)
        .increment();
  }

  @Override
  public void committed(Batch batch, int count, long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
    if (count > 0) {
      batches.record(count);
    }
    for (Batch.Part part : batch.parts()) {
      for (Entry entry : part.entries()) {
        events.computeIfAbsent(entry.event().getClass(), this::register).increment();
        if (entry.event() instanceof PersonEvent.Pinged ping) {
          ping(ping.kind()).increment();
        }
      }
    }
  }

  @Override
  public void answered(String method, String route, int status) {
    requests.computeIfAbsent(new Asked(method, route, status), this::register).increment();
  }

  private Counter ping(PersonEvent.Pinged.Kind kind) {
    return pings.computeIfAbsent(
        kind, one -> counter("signalbox.pings", "Calls for a person.", "kind", lower(one)));
  }

  private Counter register(Ended ended) {
    return counter(
        "signalbox.commands",
        "Commands that the desk answered.",
        "verb",
        snake(ended.command()),
        "outcome",
        ended.outcome());
  }

  private Counter register(Class<?> event) {
    return counter("signalbox.events", "Lines written to the log.", "type", snake(event));
  }

  private Counter register(Asked asked) {
    return counter(
        "signalbox.http.requests",
        "HTTP requests answered.",
        "method",
        asked.method(),
        "route",
        asked.route(),
        "status",
        String.valueOf(asked.status()));
  }

  private Counter counter(String name, String description, String... labels) {
    return Counter.builder(name).description(description).tags(labels).register(registry);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(PATH, this::scrape);
  }

  private void scrape(Context ctx) {
    survey.refresh();
    ctx.contentType(TYPE).result(registry.scrape(TYPE));
  }

  @Override
  public void close() {
    registry.close();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String snake(Class<?> type) {
    return HUMP.matcher(type.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
