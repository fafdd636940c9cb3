package dev.signalbox.talk.courier;

import dev.signalbox.board.Subject;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A chat platform on paper: keeps what it is told, and misbehaves when a test asks for it. */
final class PaperChat implements Chat {

  /** What goes wrong with a call. */
  enum Fault {
    NONE,
    /** 429. */
    LATER,
    /** A timeout before anything arrived. */
    LOST,
    /** A timeout after it was stored. */
    STORED_UNSAID,
    GONE,
    NEVER,
    THROWS
  }

  /** The process died. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A message as it stands there; one without a parent is in the room itself. */
  static final class Stored {
    final String id;
    final String parent;
    final long outbox;
    final Subject subject;
    Message message;
    int edits;

    Stored(String id, String parent, Parcel what) {
      this.id = id;
      this.parent = parent;
      this.outbox = what.outbox();
      this.subject = what.subject();
      this.message = what.message();
    }

    String text() {
      return Shown.text(message);
    }
  }

  final List<Stored> stored = new ArrayList<>();
  final Deque<Fault> faults = new ArrayDeque<>();
  final List<String> calls = new ArrayList<>();
  Pace pace = Pace.AT_ONCE;
  boolean blind;
  private int numbers;

  /** Called before and after every call, to crash there. */
  Runnable step = () -> {};

  void meets(Fault... next) {
    faults.addAll(List.of(next));
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public Receipt post(Room room, Parcel what) {
    calls.add("post " + what.message().kind() + " " + what.subject());
    return take(room, () -> add(null, what));
  }

  @Override
  public Receipt reply(MessageRef parent, Parcel what) {
    calls.add("reply " + what.subject());
    if (stored.stream().noneMatch(message -> message.id.equals(parent.id()))) {
      return new Receipt.Gone("deleted");
    }
    return take(parent.room(), () -> add(parent.id(), what));
  }

  @Override
  public Receipt edit(MessageRef message, Parcel what) {
    calls.add("edit " + what.message().kind() + " " + what.subject());
    Stored target =
        stored.stream().filter(one -> one.id.equals(message.id())).findFirst().orElse(null);
    if (target == null) {
      return new Receipt.Gone("deleted");
    }
    return take(message.room(), () -> {
      target.message = what.message();
      target.edits++;
      return target.id;
    });
  }

  private String add(String parent, Parcel what) {
    String id = "m" + ++numbers;
    stored.add(new Stored(id, parent, what));
    return id;
  }

  private interface Work {
    String done();
  }

  private Receipt take(Room room, Work work) {
    step.run();
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.poll();
    Receipt receipt = switch (fault) {
      case NONE -> new Receipt.Sent(new MessageRef(room, work.done()));
      case LATER -> new Receipt.Later(Duration.ofSeconds(7));
      case LOST -> new Receipt.Unknown("timeout");
      case STORED_UNSAID -> new Receipt.Unknown("timeout of " + work.done());
      case GONE -> new Receipt.Gone("deleted");
      case NEVER -> new Receipt.Never("channel_not_found");
      case THROWS -> throw new IllegalStateException("as the test asked");
    };
    step.run();
    return receipt;
  }

  @Override
  public Finding find(Room room, MessageRef thread, long outbox, Instant since) {
    calls.add("find " + outbox);
    if (blind) {
      return new Finding.Blind();
    }
    return stored.stream()
        .filter(message -> message.outbox == outbox)
        .findFirst()
        .<Finding>map(message -> new Finding.Found(new MessageRef(room, message.id)))
        .orElseGet(Finding.Absent::new);
  }

  List<Stored> inRoom() {
    return stored.stream().filter(message -> message.parent == null).toList();
  }

  List<Stored> of(Message.Kind kind) {
    return stored.stream().filter(message -> message.message.kind() == kind).toList();
  }

  /** The lines of all threads, in the order in which they came. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Consumer<Stored> add = message -> lines.addAll(message.text().lines().toList());
    stored.stream().filter(message -> message.parent != null).forEach(add);
    return lines;
  }
}
