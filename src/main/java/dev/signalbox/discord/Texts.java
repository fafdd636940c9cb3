package dev.signalbox.discord;

import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.language.Words;
import java.util.List;

/** Lines as one text, as many as fit. */
final class Texts {

  private Texts() {}

  /** The first lines that fit, then "+7 more" for those that do not. */
  static String of(List<Line> lines, Markdown.Frame frame, int most) {
    List<String> texts = lines.stream()
        .map(line -> Markdown.of(line, frame))
        .filter(text -> !text.isEmpty())
        .toList();
    String all = String.join("\n", texts);
    for (int number = texts.size() - 1; all.length() > most && number > 0; number--) {
      all = String.join("\n", texts.subList(0, number)) + "\n" + more(texts.size() - number, frame);
    }
    return all;
  }

  private static String more(int number, Markdown.Frame frame) {
    String left = Integer.toString(number);
    return Markdown.of(
        Line.of(Role.META, new Span.Plain(Words.text("list.more", name -> left))), frame);
  }
}
