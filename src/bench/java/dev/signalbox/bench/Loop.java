package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Many HTTP connections on one thread, each with one request on its way at most. Written by hand
 * because the load shares two cores with the server: the client of the JDK spends as long on a
 * request as the server does.
 */
final class Loop {

  private final Connections connections;

  Loop(Connections connections) {
    this.connections = connections;
  }

  /** Runs every script to its end, each on a connection of its own. */
  Tally run(List<? extends Script> scripts) {
    Tally tally = new Tally();
    List<Line> lines =
        scripts.stream().map(script -> new Line(connections, script, tally)).toList();
    try {
      try (Selector selector = Selector.open()) {
        for (Line line : lines) {
          line.connect(selector);
        }
        long begun = System.nanoTime();
        drive(selector, lines);
        tally.lasted(System.nanoTime() - begun);
      }
      for (Line line : lines) {
        line.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the connection to " + connections.host(), e);
    }
    return tally;
  }

  private static void drive(Selector selector, List<Line> lines) throws IOException {
    PriorityQueue<Line> later = new PriorityQueue<>(Comparator.comparingLong(Line::due));
    int open = 0;
    for (Line line : lines) {
      open += advance(line, later);
    }
    while (open > 0) {
      Line first = later.peek();
      long wait = first == null ? 1_000 : (first.due() - System.nanoTime()) / 1_000_000;
      if (wait > 0) {
        selector.select(wait);
      } else {
        selector.selectNow();
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Line line = (Line) key.attachment();
        if (line.read()) {
          open += advance(line, later) - 1;
        }
      }
      selector.selectedKeys().clear();
      for (Line due = later.peek(); due != null && due.ready(); due = later.peek()) {
        later.remove();
        due.send();
      }
    }
  }

  /** Sends what the script says next, now or later; gives 0 at its end, else 1. */
  private static int advance(Line line, PriorityQueue<Line> later) throws IOException {
    if (!line.next()) {
      return 0;
    }
    if (line.ready()) {
      line.send();
    } else {
      later.add(line);
    }
    return 1;
  }
}
