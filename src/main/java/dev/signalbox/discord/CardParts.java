package dev.signalbox.discord;

import dev.signalbox.talk.Message;
import dev.signalbox.talk.Message.Line;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.Span;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.container.ContainerChildComponent;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;

/**
 * The card of a task: a frame whose colour says its state once more, never alone. What is over is one
 * line of small print without a frame.
 */
final class CardParts {

  private CardParts() {}

  static DiscordView of(Message card, Markdown.Frame frame) {
    if (card.lines().size() == 1 && card.buttons().isEmpty()) {
      Line only = new Line(Role.META, card.lines().get(0).spans());
      return DiscordView.silent(
          List.of(TextDisplay.of(Texts.of(List.of(only), frame, Limits.TEXTS))));
    }
    List<ContainerChildComponent> parts = new ArrayList<>();
    parts.add(TextDisplay.of(Texts.of(card.lines(), frame, Limits.TEXTS)));
    parts.addAll(Rows.of(card.buttons(), false));
    return DiscordView.silent(List.of(
        Container.of(parts).withAccentColor(state(card).map(CardParts::color).orElse(null))));
  }

  private static Optional<Span.Sign> state(Message card) {
    return card.lines().stream()
        .flatMap(line -> line.spans().stream())
        .flatMap(span -> span instanceof Span.State state
            ? Optional.of(state.sign()).stream()
            : Optional.<Span.Sign>empty().stream())
        .findFirst();
  }

  private static Color color(Span.Sign sign) {
    return switch (sign) {
      case TODO, QUEUED, CANCELLED -> new Color(0x80848E);
      case DOING -> new Color(0x3B82F6);
      case REVIEW -> new Color(0x8B5CF6);
      case READY, DONE -> new Color(0x22A06B);
      case STUCK -> new Color(0xD92D20);
      case QUIET -> new Color(0xC77D00);
    };
  }
}
