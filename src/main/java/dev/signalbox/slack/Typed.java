package dev.signalbox.slack;

import dev.signalbox.board.PersonId;
import dev.signalbox.board.Team;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people type, as Slack sends it, made the plain text that they meant. */
final class Typed {

  private static final Pattern MARK = Pattern.compile("<([@#!]?)([^<>|]*)(?:\\|([^<>]*))?>");
  private static final Pattern CALL = Pattern.compile("<@[UW][A-Z0-9]+(?:\\|[^<>]*)?>");
  private static final Pattern QUOTES = Pattern.compile("[\u201C\u201D\u201E]");

  private Typed() {}

  /** A command as people mean it: also with the quotation marks that phones make. */
  static String command(String text, Team team) {
    return QUOTES.matcher(plain(text, team)).replaceAll("\"").strip();
  }

  /** What stands behind the first call of the bot, which is the first call there is. */
  static String afterCall(String text) {
    Matcher call = CALL.matcher(text);
    return call.find() ? text.substring(call.end()) : text;
  }

  /** Marks as people see them: {@code <@U1>} is {@code @sam} to a team that knows them. */
  static String plain(String text, Team team) {
    String seen = MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(seen(mark, team)));
    return seen.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static String seen(MatchResult mark, Team team) {
    String what = mark.group(2);
    String label = mark.group(3);
    return switch (mark.group(1)) {
      case "@" -> {
        Optional<PersonId> person = SlackChat.SLACK.person(team, what);
        yield "@" + person.map(PersonId::name).orElse(label == null ? what : label);
      }
      case "#" -> "#" + (label == null ? what : label);
      case "!" -> label == null ? "@" + what : label;
      // An address that was typed without its scheme comes back as a label.
      default -> what.startsWith("mailto:") && label != null ? label : what;
    };
  }
}
