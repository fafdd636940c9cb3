package dev.signalbox.discord;

import dev.signalbox.discord.FakeDiscord.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is to go wrong, by kind of call. */
final class Faults {

  private final Map<String, Deque<Fault>> next = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

  volatile boolean down;
  volatile boolean silent;

  void on(String kind, Fault... faults) {
    Deque<Fault> queue = next.computeIfAbsent(kind, name -> new ArrayDeque<>());
    synchronized (queue) {
      queue.addAll(List.of(faults));
    }
  }

  void refuse(String kind, int code) {
    refusals.put(kind, code);
  }

  void allow(String kind) {
    refusals.remove(kind);
  }

  /** What goes wrong with a call that comes now. */
  Fault of(String kind) {
    if (down) {
      return Fault.DROP_BEFORE_READ;
    }
    Deque<Fault> queue = next.getOrDefault(kind, new ArrayDeque<>());
    synchronized (queue) {
      return queue.isEmpty() ? Fault.NONE : queue.poll();
    }
  }

  void check(String kind) {
    Integer code = refusals.get(kind);
    if (code != null) {
      throw new No(code);
    }
  }
}
