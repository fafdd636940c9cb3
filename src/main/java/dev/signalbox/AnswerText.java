package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of the webhook for who reads a terminal: what came of it, what to work on, revise,
 * review or stop, and when to be heard again. Text of others is indented and cannot steer a
 * terminal.
 */
final class AnswerText {

  private final List<String> lines = new ArrayList<>();

  private AnswerText() {}

  static List<String> of(JsonNode answer) {
    AnswerText text = new AnswerText();
    text.outcome(answer);
    answer.path("stop").forEach(text::stop);
    answer.path("holds").forEach(text::hold);
    text.line(answer.path("line"));
    text.beat(answer);
    return text.lines;
  }

  private void outcome(JsonNode answer) {
    if (answer.has("code")) {
      lines.add("refused: " + text(answer, "code") + ". " + text(answer, "title"));
      said("why", answer.path("detail"));
      JsonNode later = answer.path("retry_after_s");
      lines.add("do: " + text(answer, "do") + (later.isInt() ? ", in " + later + " s" : ""));
      said("you may", answer.path("legal"));
    }
    JsonNode task = answer.path("task");
    if (task.isObject()) {
      lines.add(text(task, "id") + " " + text(task, "title") + ": " + text(task, "state") + " in "
          + text(task, "lane"));
    }
  }

  private void stop(JsonNode stop) {
    lines.add("stop: " + text(stop, "task") + ", epoch " + text(stop, "epoch") + " ("
        + text(stop, "reason") + ")");
  }

  private void hold(JsonNode hold) {
    String kind = text(hold, "kind");
    lines.add((kind.equals("rework") ? "revise" : kind) + ": " + text(hold, "task") + " "
        + text(hold, "title") + " (epoch " + text(hold, "epoch") + ", yours until "
        + text(hold, "lease_until") + ")");
    said("brief", hold.path("brief"));
    said("done when", hold.path("done_when"));
    said("feedback", hold.path("feedback"));
    said("link", hold.path("link"));
    said("note", hold.path("note"));
    said("left by " + text(hold.path("handover"), "by"), hold.path("handover").path("note"));
  }

  private void line(JsonNode line) {
    if (line.isObject()) {
      String wish = line.path("wish").isTextual() ? " for " + text(line, "wish") : "";
      lines.add("in line: place " + text(line, "position") + wish + ", waiting for "
          + text(line, "waiting_for"));
    }
  }

  private void beat(JsonNode answer) {
    if (answer.path("you").path("paused").asBoolean()) {
      lines.add("paused: you are given nothing");
    }
    if (!answer.path("holds").isEmpty()) {
      lines.add("heartbeat: due within " + text(answer, "next_heartbeat_within_s") + " s");
    } else if (answer.has("holds") && !answer.path("line").isObject()) {
      lines.add("you hold nothing");
    }
  }

  private void said(String name, JsonNode value) {
    value.forEach(each -> said(name, each));
    if (value.isTextual() && !value.textValue().isBlank()) {
      lines.add("  " + name + ": " + clean(value.textValue()).replace("\n", "\n    "));
    }
  }

  private static String text(JsonNode node, String field) {
    return clean(node.path(field).asText("")).replace('\n', ' ');
  }

  /** Nothing that a terminal would obey. */
  private static String clean(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .map(c ->
            c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                ? '?'
                : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
