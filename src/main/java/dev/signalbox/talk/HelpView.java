package dev.signalbox.talk;

import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Verb.Who;
import dev.signalbox.talk.language.Words;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Help, made from the catalogue. */
final class HelpView {

  private static final ZoneId NO_TIMES = ZoneOffset.UTC;

  /** The lines of the overview. */
  private enum Group {
    START,
    LOOK,
    WORK,
    REVIEW,
    DECIDE,
    ADMIN;

    static Group of(Who who) {
      return switch (who) {
        case MEMBER, CLAIMER -> START;
        case ANYONE -> LOOK;
        case HOLDER, LETTER_GO -> WORK;
        case REVIEWER -> REVIEW;
        case DECIDER -> DECIDE;
        case ADMIN -> ADMIN;
      };
    }
  }

  private HelpView() {}

  /** Everything there is, in one screen. */
  static Message overview(Spelling spelling) {
    Draft draft = new Draft(Kind.ANSWER, NO_TIMES).say(Role.TITLE, "help.title");
    for (Group group : Group.values()) {
      String examples = Catalogue.verbs().stream()
          .filter(verb -> Group.of(verb.who()) == group)
          .map(verb -> spelling.within(verb.examples().get(0)))
          .collect(Collectors.joining(" · "));
      draft.say(
          Role.BODY,
          "help.group",
          "heading",
          new Span.Strong(Words.raw("help." + group.name().toLowerCase(Locale.ROOT))),
          "examples",
          examples);
    }
    List<List<Span>> states = new ArrayList<>();
    for (Span.Sign sign : Span.Sign.values()) {
      states.add(List.of(new Span.State(sign)));
    }
    draft.say(Role.META, "help.states", "states", Say.joined(states, " "));
    draft.say(Role.META, "help.thread");
    return draft
        .say(Role.EXAMPLE, "help.more", "one", spelling.of("help claim"), "nouns", nouns(spelling))
        .asWritten();
  }

  /** One command: what it does, how it is typed, examples, who may, what the channel sees. */
  static Message of(Verb verb, Spelling spelling) {
    Draft draft = new Draft(Kind.ANSWER, NO_TIMES);
    draft.say(Role.BODY, verb.key());
    draft.say(Role.META, "help.usage", "usage", spelling.usage(verb));
    verb.examples()
        .forEach(example -> draft.line(Role.EXAMPLE, List.of(Say.plain(spelling.of(example)))));
    draft.say(Role.META, "help.who", "who", Words.raw(verb.who().key()));
    draft.say(Role.META, "help.seen", "seen", Words.raw(verb.key() + ".seen"));
    return draft.asWritten();
  }

  /** All commands of a noun. */
  static Message of(String noun, Spelling spelling) {
    Draft draft = new Draft(Kind.ANSWER, NO_TIMES);
    for (Verb verb : Catalogue.of(noun)) {
      draft.line(Role.EXAMPLE, List.of(Say.plain(spelling.usage(verb))));
      draft.say(Role.BODY, verb.key());
    }
    return draft.asWritten();
  }

  /** What there is help about beside single commands: every noun. */
  private static String nouns(Spelling spelling) {
    return Catalogue.verbs().stream()
        .map(Verb::noun)
        .filter(noun -> !noun.isEmpty())
        .distinct()
        .map(noun -> spelling.within("help " + noun))
        .collect(Collectors.joining(" · "));
  }
}
