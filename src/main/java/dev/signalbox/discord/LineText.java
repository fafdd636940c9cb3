package dev.signalbox.discord;

import dev.signalbox.talk.Message;
import java.util.List;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;

/** A line of the log. It is never edited, so a button on it could not vanish: it has none. */
final class LineText {

  private LineText() {}

  static DiscordView of(Message line, Markdown.Frame frame) {
    return DiscordView.silent(List.of(TextDisplay.of(Texts.of(line.lines(), frame, Limits.TEXTS))));
  }
}
