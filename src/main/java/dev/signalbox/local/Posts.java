package dev.signalbox.local;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.TaskId;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.MessageJson;
import dev.signalbox.talk.Span;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stored messages as the templates want them, for one reader. */
final class Posts {

  private static final Logger LOG = LoggerFactory.getLogger(Posts.class);

  private final PersonId reader;
  private final Texts texts;

  Posts(PersonId reader) {
    this.reader = reader;
    this.texts = new Texts(reader);
  }

  List<View.Post> all(List<Reads.Post> posts) {
    return posts.stream().map(this::one).toList();
  }

  View.Post one(Reads.Post post) {
    Message message = read(post);
    Optional<Span.Sign> sign = Texts.sign(message);
    boolean finished =
        sign.filter(s -> s == Span.Sign.DONE || s == Span.Sign.CANCELLED).isPresent();
    String shape = shape(post, message, finished);
    Optional<TaskId> task = post.subject().taskId();
    return new View.Post(
        shape.startsWith("card") && task.isPresent() ? "card-" + task.get() : "post-" + post.id(),
        post.id(),
        shape,
        post.parent(),
        post.position(),
        sign.map(Span.Sign::word).orElse(null),
        task.map(TaskId::toString).orElse(null),
        message.kind() == Kind.PING && Texts.calls(message, reader),
        post.at().toString(),
        texts.text(message, !shape.equals("card")));
  }

  private static String shape(Reads.Post post, Message message, boolean finished) {
    if (message.kind() == Kind.PING) {
      return message.buttons().isEmpty() ? "ping-done" : "ping";
    }
    if (post.parent() != null) {
      return "reply";
    }
    if (message.kind() == Kind.BOARD) {
      return "board";
    }
    if (message.kind() == Kind.DIGEST) {
      return "digest";
    }
    if (message.kind() != Kind.CARD) {
      return "note";
    }
    return finished ? "card-done" : "card";
  }

  /** One that cannot be read must not take the page down with it. */
  private static Message read(Reads.Post post) {
    try {
      return MessageJson.read(post.body());
    } catch (IllegalArgumentException e) {
      LOG.error("The local channel's message {} cannot be read.", post.id(), e);
      String sorry = "This message cannot be shown.";
      Line line = Line.of(Role.WARNING, new Span.Plain(sorry));
      return new Message(Kind.LINE, List.of(line), List.of(), sorry);
    }
  }
}
