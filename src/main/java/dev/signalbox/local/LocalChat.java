package dev.signalbox.local;

import dev.signalbox.desk.Chore;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.MessageJson;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The channel that Signalbox keeps itself. Telling is storing; whoever has the page open sees it
 * through its event stream.
 *
 * <p>A message's id is made of the outbox row it came from, {@code p17}, and in a thread of its
 * parent's as well, {@code p17.23}. So the same delivery twice is the same message, and an edit
 * knows the thread it belongs to. Thread-safe.
 */
public final class LocalChat implements Chat {

  /** The name of the room. */
  public static final String ROOM = "local";

  private static final Duration PATIENCE = Duration.ofSeconds(9);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Reads reads;
  private final Function<Chore, CompletableFuture<@Nullable Void>> chores;

  /**
   * @param chores what stores; completes when it is durable
   */
  public LocalChat(Reads reads, Function<Chore, CompletableFuture<@Nullable Void>> chores) {
    this.reads = reads;
    this.chores = chores;
  }

  @Override
  public Pace pace() {
    return Pace.AT_ONCE;
  }

  @Override
  public Receipt post(Room room, Parcel what) {
    return store(inRoom(room, what.outbox()), what);
  }

  @Override
  public Receipt edit(MessageRef message, Parcel what) {
    return store(message, what);
  }

  @Override
  public Receipt reply(MessageRef parent, Parcel what) {
    return store(inThread(parent, what.outbox()), what);
  }

  /** The id says all: it is there, sent just before and so among the latest changes, or not. */
  @Override
  public Finding find(Room room, @Nullable MessageRef thread, long outbox, Instant since) {
    MessageRef sought = thread == null ? inRoom(room, outbox) : inThread(thread, outbox);
    long latest = reads.revision(room.team(), room.name());
    long from = Math.max(0, latest - Reads.PAGE_MAX);
    boolean there = reads.changedPosts(room.team(), room.name(), from, Reads.PAGE_MAX).stream()
        .anyMatch(post -> post.id().equals(sought.id()));
    // Should it be there all the same, storing it once more changes nothing.
    return there ? new Finding.Found(sought) : new Finding.Absent();
  }

  private static MessageRef inRoom(Room room, long outbox) {
    return new MessageRef(room, "p" + outbox);
  }

  private static MessageRef inThread(MessageRef parent, long outbox) {
    return new MessageRef(parent.room(), parent.id() + "." + outbox);
  }

  private Receipt store(MessageRef message, Parcel what) {
    Room room = message.room();
    Chore chore = new Chore.StorePost(
        room.team(),
        room.name(),
        message.id(),
        parent(message.id()),
        what.subject(),
        MessageJson.write(what.message()));
    try {
      chores.apply(chore).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Receipt.Sent(message);
    } catch (TimeoutException e) {
      return new Receipt.Unknown("not stored within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Receipt.Unknown("interrupted while storing");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LedgerException) {
        return new Receipt.Later(AGAIN);
      }
      throw new IllegalStateException("storing " + message.id() + " failed", e);
    }
  }

  /** The message in whose thread one with this id stands; null for one of the room itself. */
  static @Nullable String parent(String id) {
    int dot = id.lastIndexOf('.');
    return dot < 0 ? null : id.substring(0, dot);
  }
}
