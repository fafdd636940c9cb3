package dev.signalbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The scripts that more than one chapter uses. */
final class Work {

  private Work() {}

  /** A task somebody holds, or is to hold. */
  record Held(String task, long epoch) {}

  /** The bodies of the commands. */
  static final class Say {

    private Say() {}

    static String create(String title) {
      return "{\"type\":\"new\",\"title\":\"" + title + "\",\"lane\":\"build\"}";
    }

    static String claim(String task) {
      return "{\"type\":\"claim\",\"task\":\"" + task + "\"}";
    }

    static String heartbeat(Held held) {
      return of("heartbeat", held, "");
    }

    static String submit(Held held) {
      return of("submit", held, ",\"note\":\"done as asked\"");
    }

    static String pass(Held held) {
      return of("pass", held, "");
    }

    private static String of(String type, Held held, String more) {
      return "{\"type\":\"" + type + "\",\"task\":\"" + held.task() + "\",\"epoch\":" + held.epoch()
          + more + "}";
    }
  }

  /** Which task was made. */
  static String made(Answer answer) {
    String task = Served.good(answer).json().path("task").path("id").asText();
    if (task.isEmpty()) {
      throw new IllegalStateException("no task in " + answer);
    }
    return task;
  }

  /** With which epoch the caller now holds a task. */
  static Held held(Answer answer, String task) {
    for (JsonNode hold : Served.good(answer).json().path("holds")) {
      if (hold.path("task").asText().equals(task)) {
        return new Held(task, hold.path("epoch").asLong());
      }
    }
    throw new IllegalStateException(task + " is not held: " + answer);
  }

  /** Shares things out among scripts, one list each. */
  static <T> List<Deque<T>> shared(List<T> things, int among) {
    List<Deque<T>> shares = new ArrayList<>();
    for (int i = 0; i < among; i++) {
      shares.add(new ArrayDeque<>());
    }
    for (int i = 0; i < things.size(); i++) {
      shares.get(i % among).add(things.get(i));
    }
    return shares;
  }

  /** A script that works off things one by one; all must be answered well. */
  static <T> Script each(Deque<T> things, Function<T, Call> call, BiConsumer<T, Answer> then) {
    return new Script() {
      private @Nullable T current;

      @Override
      public @Nullable Call next(@Nullable Answer last) {
        if (current != null && last != null) {
          then.accept(current, Served.good(last));
        }
        current = things.poll();
        return current == null ? null : call.apply(current);
      }
    };
  }

  /** Numbers from 0. */
  static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
