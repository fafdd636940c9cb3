package dev.signalbox.discord;

import dev.signalbox.talk.Message;
import dev.signalbox.talk.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;

/** What calls a person: plain content, as a telephone shows it, with the act it asks for below. */
final class PingText {

  private PingText() {}

  static DiscordView of(Message ping, Markdown.Frame frame) {
    List<MessageTopLevelComponent> rows = List.copyOf(Rows.of(ping.buttons(), true));
    return new DiscordView(
        Texts.of(ping.lines(), frame, Limits.CONTENT), rows, called(ping, frame), true);
  }

  private static Set<String> called(Message ping, Markdown.Frame frame) {
    return ping.lines().stream()
        .flatMap(line -> line.spans().stream())
        .flatMap(span -> span instanceof Span.Mention mention
            ? frame.people().apply(mention.person()).stream()
            : Optional.<String>empty().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
