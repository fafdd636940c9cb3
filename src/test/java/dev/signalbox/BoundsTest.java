package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a running server that work can pile up in is without an end. */
@Timeout(120)
class BoundsTest {

  /** Of libraries, each with what bounds it although its type does not. */
  private static final Map<String, String> ELSEWHERE = Map.of(
      "com.slack.api.bolt.App.executorService.queue",
      "only for workflow steps and assistants, of which there are none",
      "io.javalin.http.util.AsyncExecutor.defaultExecutor",
      "only for Context.async, which nobody calls",
      "okhttp3.Dispatcher.executorServiceOrNull",
      "only for calls that are queued, and ours are made on the thread that wants them",
      "okhttp3.internal.concurrent.TaskRunner$RealBackend.executor",
      "one task for each kind of cleaning up",
      "okhttp3.internal.connection.RealConnectionPool.connections",
      "the connections that its own limit lets stay idle",
      "org.eclipse.jetty.io.internal.QueuedPool.queue",
      "buffers that are kept for the next, up to the pool's own maximum",
      "org.eclipse.jetty.util.thread.ScheduledExecutorScheduler.scheduler",
      "a timer for each connection, of which there are at most 4,096",
      "org.eclipse.jetty.util.thread.ScheduledExecutorScheduler.scheduler.queue",
      "likewise");

  private static final Pattern UNBOUNDED =
      Pattern.compile("new (LinkedBlockingQueue|LinkedBlockingDeque)<[^(]*>\\(\\)"
          + "|new (ConcurrentLinkedQueue|ConcurrentLinkedDeque|LinkedTransferQueue|DelayQueue"
          + "|PriorityBlockingQueue|ScheduledThreadPoolExecutor)\\b"
          + "|Executors\\.new(Fixed|Cached|Single|Scheduled|WorkStealing)");

  @TempDir
  Path home;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> agenda = new ArrayDeque<>();
  private final IdentityHashMap<Object, String> owner = new IdentityHashMap<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final Set<String> unbounded = new TreeSet<>();

  @Test
  void every_queue_and_executor_of_a_running_server_has_a_maximum() throws Exception {
    Path config = home.resolve("signalbox.yaml");
    Files.writeString(config, """
        server: {port: 0}
        slack: {api: "http://127.0.0.1:9/api/"}
        teams:
          main:
            owner: you
            rooms: [local, slack:C012AB3CD]
            people: {you: {role: admin, slack: U012AB3CD}}
            lanes: {build: {review_by: none}}
        """);
    Settings settings = Settings.read(config).withData(home.resolve("data"));
    Map<String, String> secrets =
        Map.of("SLACK_BOT_TOKEN", "xoxb-1-a", "SLACK_APP_TOKEN", "xapp-1-a");
    try (Server server = Server.start(settings, secrets)) {
      walk(server);
    }
    assertThat(seen).as("the whole house was seen").hasSizeGreaterThan(2_000);
    assertThat(kinds.keySet())
        .as("the queues that there are for sure: web, streams, Slack")
        .contains("ThreadPoolExecutor", "LinkedBlockingQueue", "ArrayBlockingQueue");
    assertThat(unbounded).isEqualTo(ELSEWHERE.keySet());
  }

  @Test
  void no_source_makes_one_without_an_end() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> found = files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> UNBOUNDED.matcher(read(file)).find())
          .map(Path::toString)
          .toList();
      assertThat(found).isEmpty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void walk(Object root) {
    see(root, "server");
    while (!agenda.isEmpty()) {
      Object next = agenda.poll();
      judge(next);
      follow(next);
    }
  }

  private void judge(Object one) {
    boolean endless = one instanceof BlockingQueue<?> queue
            && queue.remainingCapacity() == Integer.MAX_VALUE
        || one instanceof ConcurrentLinkedQueue<?>
        || one instanceof ConcurrentLinkedDeque<?>
        || one instanceof ForkJoinPool
        || one instanceof ThreadPoolExecutor pool && pool.getMaximumPoolSize() == Integer.MAX_VALUE;
    if (one instanceof Queue<?> || one instanceof Executor) {
      kinds.merge(one.getClass().getSimpleName(), 1, Integer::sum);
    }
    if (endless) {
      unbounded.add(owner.get(one));
    }
  }

  private void follow(Object one) {
    String from = one.getClass().getName();
    if (one instanceof ThreadPoolExecutor pool) {
      see(pool.getQueue(), owner.get(one) + ".queue");
    } else if (one instanceof Collection<?> all) {
      new ArrayList<>(all).stream().filter(Objects::nonNull).forEach(x -> see(x, owner.get(one)));
    } else if (one instanceof Map<?, ?> map) {
      new HashMap<>(map).forEach((key, value) -> {
        see(key, owner.get(one));
        see(value, owner.get(one));
      });
    } else if (one instanceof Optional<?> some) {
      some.ifPresent(x -> see(x, owner.get(one)));
    } else if (one instanceof AtomicReference<?> holder) {
      see(holder.get(), owner.get(one));
    } else if (one.getClass().isArray() && !one.getClass().getComponentType().isPrimitive()) {
      for (int i = 0; i < Array.getLength(one); i++) {
        see(Array.get(one, i), owner.get(one));
      }
    }
    if (!from.startsWith("java.") && !from.startsWith("jdk.") && !from.startsWith("sun.")) {
      fields(one);
    }
  }

  private void fields(Object one) {
    for (Class<?> type = one.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          try {
            field.setAccessible(true);
            see(
                field.get(one),
                type.getName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda") + "."
                    + field.getName());
          } catch (InaccessibleObjectException | IllegalAccessException e) {
            // Java's own: looked into by what it shows.
          }
        }
      }
    }
  }

  private void see(Object one, String from) {
    boolean plain = one == null
        || one instanceof String
        || one instanceof Number
        || one instanceof Class<?>
        || one instanceof ClassLoader
        || one instanceof Enum<?>;
    if (!plain && seen.add(one)) {
      owner.put(one, from);
      agenda.add(one);
    }
  }
}
