package dev.signalbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A message as it stands in a channel of {@link FakeSlack}; one without a thread is in the channel itself. */
public final class Posted {
  public final String channel;
  public final String ts;
  public final @Nullable String thread;

  /** What it was posted with; an edit without metadata leaves it. */
  public JsonNode metadata;

  public String text;
  public JsonNode blocks;
  public int edits;
  public boolean pinned;

  /** People it called when it was posted; edits call nobody. */
  public final int mentions;

  Posted(
      String channel,
      String ts,
      @Nullable String thread,
      String text,
      JsonNode blocks,
      JsonNode metadata) {
    this.channel = channel;
    this.ts = ts;
    this.thread = thread;
    this.text = text;
    this.blocks = blocks;
    this.metadata = metadata;
    this.mentions = Judge.mentions(text, blocks);
  }

  /** What a person reads, block by block, without the buttons. */
  public String shown() {
    StringBuilder all = new StringBuilder();
    for (JsonNode block : blocks) {
      if (!block.path("type").asText().equals("actions")) {
        read(block, all);
        all.append('\n');
      }
    }
    return all.toString().strip();
  }

  private static void read(JsonNode node, StringBuilder out) {
    switch (node.path("type").asText()) {
      case "user" -> out.append("@").append(node.path("user_id").asText());
      case "date" -> out.append(node.path("fallback").asText());
      case "text", "link" -> out.append(node.path("text").asText());
      default -> {
        for (JsonNode inner : node.path("elements")) {
          read(inner, out);
          if (inner.path("type").asText().startsWith("rich_text_")) {
            out.append('\n');
          }
        }
      }
    }
  }
}
