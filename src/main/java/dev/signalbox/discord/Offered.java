package dev.signalbox.discord;

import dev.signalbox.talk.Completion.Value;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.language.Argument;
import java.util.List;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;

/**
 * What is offered for an argument while it is typed. Of a list, only the part after the last comma is
 * still being typed; what stands before it stays.
 */
record Offered(Argument argument, String typed) {

  private int begin() {
    boolean listed =
        argument.type() == Argument.Type.TASKS || argument.type() == Argument.Type.LANES;
    return listed ? typed.lastIndexOf(',') + 1 : 0;
  }

  /** What is being typed. */
  String prefix() {
    return typed.substring(begin());
  }

  List<Choice> choices(List<Value> values) {
    String before = typed.substring(0, begin());
    return values.stream()
        .filter(value -> before.length() + value.value().length() <= Limits.OPTION)
        .map(value -> new Choice(label(before + value.label()), before + value.value()))
        .limit(Limits.OPTIONS)
        .toList();
  }

  private static String label(String text) {
    return SafeText.cut(SafeText.tame(text).replace('\n', ' '), Limits.OPTION);
  }
}
