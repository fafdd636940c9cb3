package dev.signalbox.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How soon what happens is seen: 50 open pages, and one task after the other. */
final class WatchersChapter implements Chapter {

  private static final int WATCHERS = 50;
  private static final int EVENTS = 100;
  private static final int WARM = 20;
  private static final int PAUSE_MS = 100;
  private static final int PATIENCE_S = 10;
  private static final String TITLE = "watched";

  /** What one event is called, when it was asked for, and who has not seen it. */
  private record Mark(String title, long sent, CountDownLatch unseen) {}

  @Override
  public String name() {
    return "watchers";
  }

  @Override
  public void measure(Stage stage) {
    try (Served server = stage.fresh(Stage.TEAM)) {
      String token = server.enrol("a", "build", 1).get(0);
      Histogram nanos = new Histogram(60_000_000_000L, 3);
      List<Watcher> watchers = new ArrayList<>();
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(new Watcher(server, nanos));
      }
      watchers.forEach(Thread::start);
      for (int i = 0; i < WARM + stage.scaled(EVENTS); i++) {
        if (i == WARM) {
          nanos.reset();
        }
        Mark mark = new Mark(TITLE + i, System.nanoTime(), new CountDownLatch(WATCHERS));
        watchers.forEach(watcher -> watcher.expect(mark));
        Served.good(server.ask(Call.post("create", token, Work.Say.create(mark.title()))));
        stage.check(await(mark.unseen()), "every page sees every task");
        pause();
      }
      watchers.forEach(Thread::interrupt);
      stage.figure(
          "from the request to the last of 50 pages, p99",
          nanos.getValueAtPercentile(99) / 1e6,
          "ms",
          Goal.atMost(100));
      stage.note("p50 " + nanos.getValueAtPercentile(50) / 1e6 + " ms, most "
          + nanos.getMaxValue() / 1e6 + " ms");
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One open page: what its script reads, as it comes. */
  private static final class Watcher extends Thread {
    private final ConcurrentLinkedQueue<Mark> expected = new ConcurrentLinkedQueue<>();
    private final Histogram nanos;
    private final BufferedReader stream;

    Watcher(Served server, Histogram nanos) {
      super("watcher");
      setDaemon(true);
      this.nanos = nanos;
      try {
        String cookie = enter(server);
        HttpURLConnection connection =
            open("http://127.0.0.1:" + server.address().getPort() + "/stream", cookie);
        stream = new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("a page could not be opened", e);
      }
    }

    private static String enter(Served server) throws IOException {
      HttpURLConnection connection = open(server.link("you"), null);
      connection.setInstanceFollowRedirects(false);
      String cookie = connection.getHeaderField("Set-Cookie");
      connection.disconnect();
      if (cookie == null) {
        throw new IllegalStateException("the link gave no session");
      }
      return cookie.substring(0, cookie.indexOf(';'));
    }

    private static HttpURLConnection open(String url, @Nullable String cookie) throws IOException {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      if (cookie != null) {
        connection.setRequestProperty("Cookie", cookie);
        connection.setRequestProperty("Accept", "text/event-stream");
      }
      return connection;
    }

    void expect(Mark mark) {
      expected.add(mark);
    }

    @Override
    public void run() {
      try {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
          Mark mark = expected.peek();
          if (mark != null && line.contains(mark.title())) {
            expected.remove();
            seen(mark);
          }
        }
      } catch (IOException e) {
        return; // the server is gone, and so is the page
      }
    }

    private void seen(Mark mark) {
      mark.unseen().countDown();
      synchronized (nanos) {
        nanos.recordValue(System.nanoTime() - mark.sent());
      }
    }
  }
}
