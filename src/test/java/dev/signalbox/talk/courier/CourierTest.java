package dev.signalbox.talk.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.FeedHand;
import dev.signalbox.talk.Bench;
import dev.signalbox.talk.Chat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CourierTest {

  @TempDir
  Path directory;

  private static Function<Chore, CompletableFuture<?>> chores(Bench bench) {
    return chore -> {
      bench.chore(chore);
      return CompletableFuture.completedFuture(null);
    };
  }

  @Test
  void it_delivers_what_waits_is_woken_by_news_and_ends_when_closed() {
    try (Bench bench = new Bench(directory)) {
      PaperChat chat = new PaperChat();
      Feed feed = new Feed();
      List<Thread> threads = new ArrayList<>();
      bench.task("Retry failed webhooks", "build");
      try (Courier courier = new Courier(
          chat,
          new Chat.Room(Bench.TEAM, "local"),
          new Courier.Office(bench.reads(), chores(bench), feed, Courier.Clocks.of(bench.time)),
          work -> {
            Thread thread = new Thread(work, "courier");
            threads.add(thread);
            return thread;
          })) {
        await().until(() -> chat.stored.size() == 2 && bench.outbox().isEmpty());
        bench.task("Park dead webhooks", "build");
        FeedHand.publish(feed, Bench.TEAM, 9);
        await().until(() -> chat.stored.size() == 3 && bench.outbox().isEmpty());
        assertThat(courier).isNotNull();
      }
      assertThat(threads).hasSize(1).noneMatch(Thread::isAlive);
    }
  }
}
