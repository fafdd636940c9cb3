package dev.signalbox.discord;

import dev.signalbox.talk.Message;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;

/** What is there to be read: answers to one person, the board that a room shares, the digest. */
final class AnswerParts {

  private AnswerParts() {}

  static DiscordView of(Message answer, Markdown.Frame frame) {
    List<MessageTopLevelComponent> parts = new ArrayList<>();
    parts.add(TextDisplay.of(Texts.of(answer.lines(), frame, Limits.TEXTS)));
    parts.addAll(Rows.of(answer.buttons(), false));
    return DiscordView.silent(parts);
  }
}
