package dev.signalbox.talk;

import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The door for what people type and press. Turns words into commands for the desk, and what the
 * desk says into words.
 *
 * <p>Thread-safe; never blocks on the desk, but reads the ledger on the calling thread.
 */
public final class Talk {

  private final Function<Request, CompletableFuture<Reply>> desk;
  private final Reads reads;
  private final InstantSource clock;
  private final String prompt;

  /**
   * @param desk where commands go
   * @param prompt what people type before a command on this platform, such as {@code /signalbox};
   *     may be empty
   */
  public Talk(
      Function<Request, CompletableFuture<Reply>> desk,
      Reads reads,
      InstantSource clock,
      String prompt) {
    this.desk = desk;
    this.reads = reads;
    this.clock = clock;
    this.prompt = prompt;
  }

  /** Answers what somebody typed; for that person only. Never completes exceptionally. */
  public CompletableFuture<Message> hear(Utterance said) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException(prompt + said + desk + reads + clock));
  }

  /** Does what a button offers; the answer is for the person who pressed it. Likewise. */
  public CompletableFuture<Message> press(Press press) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException(prompt + press + desk + reads + clock));
  }
}
