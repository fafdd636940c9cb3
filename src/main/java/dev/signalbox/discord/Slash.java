package dev.signalbox.discord;

import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.language.Argument;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Grammar;
import dev.signalbox.talk.language.Parsed;
import dev.signalbox.talk.language.Verb;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a command looks in Discord: the noun is the command, and each argument has a field. */
final class Slash {

  static final Spelling SPELLING = new Spelling() {
    @Override
    public String of(String typed) {
      return Slash.of(typed);
    }

    @Override
    public String within(String typed) {
      return of(typed);
    }

    @Override
    public String usage(Verb verb) {
      return Stream.concat(
              Stream.of("/" + name(verb)),
              verb.arguments().stream()
                  .map(argument ->
                      required(argument) ? argument.name() + ":…" : "[" + argument.name() + ":…]"))
          .collect(Collectors.joining(" "));
    }
  };

  private Slash() {}

  /** What is chosen: {@code task claim}, {@code board}. */
  static String name(Verb verb) {
    return (verb.noun() + " " + verb.name()).strip();
  }

  /** The command that somebody chose by that name. */
  static Optional<Verb> verb(String name) {
    return Catalogue.verbs().stream().filter(verb -> name(verb).equals(name)).findFirst();
  }

  /** The task may be left out where its thread says it. */
  static boolean required(Argument argument) {
    return argument.required() && argument.type() != Argument.Type.TASK;
  }

  private static String of(String typed) {
    if (!(Grammar.read(typed, null) instanceof Parsed.Ask ask)) {
      return "/help topic:" + typed.replaceFirst("^help ", "");
    }
    Stream<String> task = ask.verb().arguments().stream()
        .filter(argument -> argument.type() == Argument.Type.TASK && ask.task() != null)
        .map(argument -> argument.name() + ":" + ask.task());
    Stream<String> given = ask.verb().arguments().stream()
        .filter(argument -> ask.given(argument.name()).isPresent())
        .map(argument -> argument.name() + ":" + value(argument, ask.text(argument.name())));
    return Stream.of(Stream.of("/" + name(ask.verb())), task, given)
        .flatMap(part -> part)
        .collect(Collectors.joining(" "));
  }

  private static String value(Argument argument, String given) {
    return switch (argument.type()) {
      case FLAG -> "True";
      case PRIORITY, STATE -> given.toLowerCase(java.util.Locale.ROOT);
      default -> given;
    };
  }
}
