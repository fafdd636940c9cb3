package dev.signalbox.local;

import dev.signalbox.board.PersonId;
import dev.signalbox.talk.Button;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages as the templates want them. */
final class Texts {

  private static final Predicate<Span> SIGN = Span.State.class::isInstance;

  private final SpanHtml spans;

  Texts(PersonId reader) {
    this.spans = new SpanHtml(reader);
  }

  /**
   * @param oneLine whether the title is read where it stands, its sign first, instead of as a
   *     heading with the sign beside it
   */
  View.Text text(Message message, boolean oneLine) {
    List<Line> all = message.lines();
    boolean headed = !oneLine && !all.isEmpty() && all.get(0).role() == Role.TITLE;
    Optional<Line> title = headed ? Optional.of(all.get(0)) : Optional.empty();
    List<View.Line> lines = all.stream().skip(headed ? 1 : 0).map(this::line).toList();
    return new View.Text(
        title.map(line -> spans.all(line.spans().subList(0, signs(line)))).orElse(null),
        title.map(line -> spans.all(rest(line))).orElse(out -> {}),
        lines,
        buttons(message, rank -> rank != Button.Rank.MORE),
        buttons(message, rank -> rank == Button.Rank.MORE),
        message.spoken());
  }

  private static List<Span> rest(Line line) {
    return line.spans().subList(signs(line), line.spans().size());
  }

  /** Where the signs of a title begin: the first one, and what is said about it, end the line. */
  private static int signs(Line line) {
    List<Span> all = line.spans();
    for (int i = 0; i < all.size(); i++) {
      if (SIGN.test(all.get(i))) {
        return i;
      }
    }
    return all.size();
  }

  private View.Line line(Line line) {
    return new View.Line(
        line.role().name().toLowerCase(Locale.ROOT), spans.all(line.spans()), fill(line));
  }

  /** A command may be put into the composer; anything else that is shown as typed is copied. */
  private static @Nullable String fill(Line line) {
    if (line.role() != Role.EXAMPLE) {
      return null;
    }
    String typed = typed(line);
    return typed.startsWith(Said.PREFIX) && typed.indexOf('\n') < 0 ? Said.command(typed) : null;
  }

  private static String typed(Line line) {
    StringBuilder all = new StringBuilder();
    for (Span span : line.spans()) {
      if (span instanceof Span.Plain plain) {
        all.append(plain.text());
      } else if (span instanceof Span.Strong strong) {
        all.append(strong.text());
      } else if (span instanceof Span.Untrusted said) {
        all.append(said.text());
      }
    }
    return all.toString();
  }

  private static List<Button> buttons(Message message, Predicate<Button.Rank> which) {
    return message.buttons().stream()
        .filter(button -> which.test(button.rank()))
        .toList();
  }

  /** The first sign in a message, which is the state of what it is about. */
  static Optional<Span.Sign> sign(Message message) {
    return spans(message).filter(SIGN).map(span -> ((Span.State) span).sign()).findFirst();
  }

  static boolean calls(Message message, PersonId person) {
    return spans(message).anyMatch(new Span.Mention(person)::equals);
  }

  /** An answer that says no: its first line is a warning. */
  static boolean refused(Message answer) {
    return !answer.lines().isEmpty() && answer.lines().get(0).role() == Role.WARNING;
  }

  private static Stream<Span> spans(Message message) {
    return message.lines().stream().flatMap(line -> line.spans().stream());
  }
}
