package dev.signalbox.discord;

import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines as one text, as many as fit. */
final class Texts {

  private Texts() {}

  /** The first lines that fit, then "+7 more" for those that do not. */
  static String of(List<Line> lines, Markdown.Frame frame, int most) {
    String all = text(lines, frame);
    for (int number = lines.size() - 1; all.length() > most && number > 0; number--) {
      all = text(first(lines, number), frame);
    }
    return all;
  }

  private static String text(List<Line> lines, Markdown.Frame frame) {
    return lines.stream()
        .map(line -> Markdown.of(line, frame))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static List<Line> first(List<Line> lines, int number) {
    List<Line> some = new ArrayList<>(lines.subList(0, number));
    String left = Integer.toString(lines.size() - number);
    some.add(Line.of(Role.META, new Span.Plain(Words.text("list.more", name -> left))));
    return some;
  }
}
