package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The line in which answers are made. */
class LaterTest {

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void answers_are_made_one_after_the_other_in_the_order_they_came() throws Exception {
    Later.Threads threads = new Later.Threads(pool);
    AtomicInteger atOnce = new AtomicInteger();
    List<Integer> made = Collections.synchronizedList(new ArrayList<>());
    List<Integer> together = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(200);
    IntStream.range(0, 200)
        .forEach(i -> threads.inTurn().execute(() -> {
          together.add(atOnce.incrementAndGet());
          made.add(i);
          atOnce.decrementAndGet();
          done.countDown();
        }));
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(together).containsOnly(1);
    assertThat(made).isSorted();
  }

  @Test
  void one_that_breaks_holds_up_none_behind_it() throws Exception {
    Later.Threads threads = new Later.Threads(pool);
    CountDownLatch done = new CountDownLatch(1);
    threads.inTurn().execute(() -> {
      throw new IllegalStateException("broken on purpose");
    });
    threads.inTurn().execute(done::countDown);
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_line_goes_on_though_it_was_refused_a_thread() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    Later.Threads threads = new Later.Threads(task -> {
      if (full.getAndSet(false)) {
        throw new RejectedExecutionException("full");
      }
      pool.execute(task);
    });
    CountDownLatch done = new CountDownLatch(2);
    threads.inTurn().execute(done::countDown);
    threads.inTurn().execute(done::countDown);
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
