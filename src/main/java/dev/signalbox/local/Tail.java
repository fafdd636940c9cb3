package dev.signalbox.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.Reads;
import dev.signalbox.web.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is new on one open page. Events: {@code post} (a message, new or changed), {@code parts}
 * (what is replaced as a whole), {@code heard} (signs of life), {@code reload} (too much to catch
 * up with, or a ledger that was restored) and {@code bye} (the session is over).
 *
 * <p>Each event's id is the revision the page then shows, so whoever comes back with it gets what
 * changed since, once. Confined to its stream's thread.
 */
final class Tail implements Streams.Source {

  /** So many changes are shown one by one; whoever is further behind loads the page again. */
  static final long BEHIND_MAX = 2_000;

  private static final int PAGE = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);
  private static final Duration BETWEEN_PANELS = Duration.ofMillis(400);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sights sights;
  private final Visitor visitor;
  private final BooleanSupplier welcome;
  private final Feed feed;

  private View.@Nullable Panel panel;
  private Map<String, View.Pulse> pulses = Map.of();
  private long panelAt;
  private boolean panelPutOff;
  private boolean dismissed;

  /**
   * @param welcome whether the visitor may still look
   */
  Tail(Sights sights, Visitor visitor, BooleanSupplier welcome, Feed feed) {
    this.sights = sights;
    this.visitor = visitor;
    this.welcome = welcome;
    this.feed = feed;
  }

  @Override
  public List<Streams.Message> after(@Nullable String lastEventId, Duration maxWait)
      throws InterruptedException {
    long end = System.nanoTime() + maxWait.toNanos();
    if (!welcome.getAsBoolean()) {
      return bye(maxWait);
    }
    while (true) {
      long seen = feed.changes();
      List<Streams.Message> news = news(lastEventId);
      long left = end - System.nanoTime();
      if (!news.isEmpty() || left <= 0) {
        return news;
      }
      feed.await(seen, Duration.ofNanos(Math.min(left, untilPanel())));
      // Changes come in swarms: one look for all of them.
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  private List<Streams.Message> bye(Duration maxWait) throws InterruptedException {
    if (dismissed) {
      Thread.sleep(maxWait.toMillis());
      return List.of();
    }
    dismissed = true;
    return List.of(new Streams.Message("0", "bye", ""));
  }

  /** A look at the panel that was put off is made when it is due, whether or not more happens. */
  private long untilPanel() {
    return panelPutOff
        ? Math.max(0, BETWEEN_PANELS.toNanos() - (System.nanoTime() - panelAt))
        : Long.MAX_VALUE;
  }

  private List<Streams.Message> news(@Nullable String lastEventId) {
    long latest = sights.revision(visitor);
    long since = lastEventId == null ? latest : number(lastEventId);
    if (since < 0 || since > latest || latest - since > BEHIND_MAX) {
      return List.of(new Streams.Message(Long.toString(latest), "reload", ""));
    }
    List<Streams.Message> news = new ArrayList<>();
    for (Reads.Post post : sights.changed(visitor, since, PAGE)) {
      since = post.revision();
      news.add(new Streams.Message(Long.toString(since), "post", sights.post(visitor, post)));
    }
    addPanel(news, Long.toString(since));
    return news;
  }

  private void addPanel(List<Streams.Message> news, String id) {
    long now = System.nanoTime();
    panelPutOff = panel != null && now - panelAt < BETWEEN_PANELS.toNanos();
    if (panelPutOff) {
      return;
    }
    panelAt = now;
    Sights.Glance glance = sights.glance(visitor);
    if (!glance.panel().equals(panel)) {
      news.add(new Streams.Message(id, "parts", sights.parts(glance)));
    } else if (!glance.pulses().equals(pulses)) {
      news.add(new Streams.Message(id, "heard", heard(glance.pulses())));
    }
    panel = glance.panel();
    pulses = glance.pulses();
  }

  /** Only what changed: {@code {"ada":["<heard>","<silent since>"]}}. */
  private String heard(Map<String, View.Pulse> latest) {
    Map<String, List<@Nullable String>> changed = new TreeMap<>();
    latest.forEach((agent, pulse) -> {
      if (!pulse.equals(pulses.get(agent)) && pulse.heard() != null) {
        changed.put(agent, List.of(pulse.heard(), String.valueOf(pulse.silent())));
      }
    });
    try {
      return JSON.writeValueAsString(changed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings can be written", e);
    }
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
