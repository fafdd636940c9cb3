package dev.signalbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Team;
import dev.signalbox.talk.Message;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.utils.data.SerializableData;
import org.jspecify.annotations.Nullable;

/** Messages as JDA sends them, judged without sending them. */
final class Sent {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Sent() {}

  static JsonNode json(SerializableData data) {
    try {
      return JSON.readTree(data.toData().toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A message as it is posted; Discord would take it so. */
  static JsonNode judged(Message message, @Nullable Team team) {
    DiscordView view = DiscordView.of(message, team);
    ObjectNode sent = (ObjectNode) json(view.create());
    sent.put("nonce", "sb1").put("enforce_nonce", true);
    List<String> wrong = new ArrayList<>(Judge.create(sent));
    boolean v2 = (sent.path("flags").asInt() & Posted.V2) != 0;
    wrong.addAll(Judge.edit(json(view.edit()), v2));
    assertThat(wrong).as(sent.toString()).isEmpty();
    return sent;
  }

  /** What people read of it, as Markdown. */
  static String text(JsonNode sent) {
    return (sent.path("content").asText() + "\n" + Widgets.text(sent.path("components"))).strip();
  }
}
