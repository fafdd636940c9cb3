package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import dev.signalbox.talk.language.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines and buttons as the blocks of a message, as many as Slack takes. */
final class Blocks {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Blocks() {}

  /** The first lines that fit, then "+7 more" for those that do not, then the buttons. */
  static ArrayNode of(List<Line> lines, ArrayNode buttons, RichText.Frame frame) {
    int room = Limits.MESSAGE_BYTES - bytes(buttons);
    ArrayNode blocks = text(shown(lines, frame, room), frame);
    buttons.forEach(blocks::add);
    return blocks;
  }

  private static List<Line> shown(List<Line> lines, RichText.Frame frame, int room) {
    if (bytes(text(lines, frame)) <= room) {
      return lines;
    }
    int fits = 1;
    int tooMany = lines.size();
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (bytes(text(first(lines, middle), frame)) <= room) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return first(lines, fits);
  }

  private static List<Line> first(List<Line> lines, int number) {
    List<Line> some = new ArrayList<>(lines.subList(0, number));
    String left = Integer.toString(lines.size() - number);
    some.add(Line.of(Role.META, new Span.Plain(Words.text("list.more", name -> left))));
    return some;
  }

  static int bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** One block of rich text: lines that belong together share a section of it. */
  private static ArrayNode text(List<Line> lines, RichText.Frame frame) {
    ArrayNode blocks = JSON.arrayNode();
    ArrayNode sections = blocks.addObject().put("type", "rich_text").putArray("elements");
    for (Line line : lines) {
      JsonNode last = sections.path(sections.size() - 1);
      boolean follows = last.path("type").asText().equals(section(line.role()))
          && characters(last) + Limits.LINE < Limits.SECTION;
      ArrayNode elements = follows
          ? (ArrayNode) last.path("elements")
          : sections.addObject().put("type", section(line.role())).putArray("elements");
      RichText text = new RichText(elements, frame);
      if (follows) {
        text.newline();
      }
      text.line(line);
      if (elements.isEmpty()) {
        sections.remove(sections.size() - 1);
      }
    }
    return sections.isEmpty() ? JSON.arrayNode() : blocks;
  }

  private static String section(Role role) {
    return switch (role) {
      case TITLE, BODY, META, WARNING -> "rich_text_section";
      case QUOTE -> "rich_text_quote";
      case EXAMPLE -> "rich_text_preformatted";
    };
  }

  private static int characters(JsonNode section) {
    int sum = 0;
    for (JsonNode element : section.path("elements")) {
      sum += element.path("text").asText().length();
    }
    return sum;
  }
}
