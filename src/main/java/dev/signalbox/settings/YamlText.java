package dev.signalbox.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns YAML into nodes. Not Jackson's own tree, because that forgets the lines, keeps the last of
 * two equal keys, and takes an alias for the text of its name.
 */
final class YamlText {

  private final YAMLParser parser;
  private final Problems problems;

  private YamlText(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * @return empty where the text holds nothing but comments
   * @throws SettingsException if it is not YAML
   */
  static Optional<Node> parse(String text, Problems problems) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlText(parser, problems).document();
    } catch (JsonProcessingException e) {
      throw problems.fatal(
          e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
          "this is not YAML: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Node> document() throws IOException {
    if (parser.nextToken() == null) {
      return Optional.empty();
    }
    Node root = node("", line());
    if (parser.nextToken() != null) {
      problems.add(line(), "", "a second document begins here; keep one in a file");
    }
    return Optional.of(root);
  }

  /**
   * @param line where the reader should look: the line of its key, if it has one
   */
  private Node node(String path, int line) throws IOException {
    if (parser.isCurrentAlias()) {
      String name = path.isEmpty() ? "" : path + ": ";
      throw problems.fatal(
          line, name + "aliases (*name) are not read here; write the value itself");
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> new Node.Section(entries(path), line);
      case START_ARRAY -> new Node.Items(items(path), line);
      case VALUE_NULL -> new Node.Blank(line);
      default -> new Node.Scalar(parser.getText(), token == JsonToken.VALUE_STRING, line);
    };
  }

  private Map<String, Node> entries(String path) throws IOException {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = line();
      String inner = Scope.path(path, name);
      parser.nextToken();
      Node value = node(inner, line);
      Node first = entries.putIfAbsent(name, value);
      if (first != null) {
        problems.add(
            line, inner, "this key stands twice, also in line " + first.line() + "; keep one");
      }
    }
    return entries;
  }

  private List<Node> items(String path) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(path, line()));
    }
    return items;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /**
   * The parser's own words. It tells what it was doing, where, and at last what it minded, with a
   * picture of the place, indented, after each.
   */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .reduce((earlier, later) -> later)
        .orElse("for an unknown reason");
  }
}
