package dev.signalbox;

import java.util.concurrent.ThreadFactory;

/** Where threads come from: named, daemons, one for each job. */
final class Threads {

  private Threads() {}

  /** Work that ends when its thread is interrupted. */
  interface Work {
    void run() throws InterruptedException;
  }

  static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Runs work on a thread of its own; closing interrupts it and waits a moment. */
  static AutoCloseable run(String name, Work work) {
    Thread thread = named(name).newThread(() -> {
      try {
        work.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    thread.start();
    return () -> {
      thread.interrupt();
      thread.join(1_000);
    };
  }
}
