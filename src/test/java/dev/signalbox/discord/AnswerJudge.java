package dev.signalbox.discord;

import static dev.signalbox.discord.Judge.between;
import static dev.signalbox.discord.Judge.fields;
import static dev.signalbox.discord.Judge.most;
import static dev.signalbox.discord.Judge.need;
import static dev.signalbox.discord.Judge.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The first answer to an interaction: which kinds there are, and which goes with what. */
final class AnswerJudge {

  /** What each kind of interaction may be answered with. */
  private static final Map<Integer, Set<Integer>> MAY = Map.of(
      FakeInteractions.COMMAND, Set.of(4, 5, 9),
      FakeInteractions.COMPONENT, Set.of(4, 5, 6, 7, 9),
      FakeInteractions.COMPLETION, Set.of(8),
      FakeInteractions.FORM, Set.of(4, 5, 6, 7));

  private AnswerJudge() {}

  static List<String> of(JsonNode body, Seen to) {
    List<String> wrong = new ArrayList<>();
    fields("callback", body, Set.of("type", "data"), wrong);
    int type = body.path("type").asInt();
    if (!MAY.get(to.type()).contains(type)) {
      wrong.add("callback: type " + type + " for an interaction of type " + to.type());
      return wrong;
    }
    JsonNode data = body.path("data");
    switch (type) {
      case 4 -> wrong.addAll(Judge.said(data, Judge.ANSWER_FLAGS));
      case 5 -> {
        if (!data.isMissingNode()) {
          fields("callback", data, Set.of("flags"), wrong);
          Judge.flags(data, Posted.EPHEMERAL, wrong);
        }
      }
      case 7 -> need(to.on != null, "callback: no message to edit", wrong);
      case 8 -> choices(data, wrong);
      case 9 -> ComponentJudge.form(data, wrong);
      default -> {}
    }
    return wrong;
  }

  private static void choices(JsonNode data, List<String> wrong) {
    fields("choices", data, Set.of("choices"), wrong);
    need(data.path("choices").isArray(), "choices: none", wrong);
    most("choices", data.path("choices").size(), 25, wrong);
    for (JsonNode choice : data.path("choices")) {
      fields("choice", choice, Set.of("name", "name_localizations", "value"), wrong);
      between("characters of a choice's name", text(choice, "name").length(), 1, 100, wrong);
      between("characters of a choice's value", text(choice, "value").length(), 1, 100, wrong);
    }
  }
}
