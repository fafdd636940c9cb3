package dev.signalbox.settings;

import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Names;
import dev.signalbox.board.Need;
import dev.signalbox.board.PersonId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values the table of keys is made of. */
final class Kinds {

  private static final String NONE = "none";
  private static final String ANY = "any";

  /** Decimal only: a leading zero would mean eight or ten, depending on who reads. */
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}");

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern ROOM =
      Pattern.compile("local|slack:[CG][A-Z0-9]{2,20}|discord:[0-9]{15,20}");
  private static final Pattern SLACK_USER = Pattern.compile("[UW][A-Z0-9]{2,20}");
  private static final Pattern DISCORD_USER = Pattern.compile("[0-9]{15,20}");
  private static final Pattern CRON =
      Pattern.compile("([0-9*/,-]{1,60} ){3}[0-9*/,?LW-]{1,60} [0-9A-Z*/,-]{1,60}"
          + " [0-9A-Z*/,?L#-]{1,60}( [0-9*/,-]{1,60})?");

  private static final Pattern ONCE_A_MINUTE = Pattern.compile("[0-5]?[0-9]( \\S+){5}");

  private Kinds() {}

  /** Both ends belong to it. */
  static Kind<Integer> whole(int min, int max) {
    return new Kind<>(
        "a whole number, " + min + "…" + max,
        node -> number(node).filter(n -> n >= min && n <= max).map(Long::intValue),
        String::valueOf);
  }

  /** A whole number or the word {@code none}. */
  static Kind<OptionalInt> wholeOrNone(int min, int max) {
    Kind<Integer> whole = whole(min, max);
    return new Kind<>(
        whole.allowed() + ", or none",
        node -> isWord(node, NONE)
            ? Optional.of(OptionalInt.empty())
            : whole.read(node).map(OptionalInt::of),
        value -> value.isPresent() ? String.valueOf(value.getAsInt()) : NONE);
  }

  /** Both ends belong to it. */
  static Kind<Duration> duration(Duration min, Duration max) {
    return new Kind<>(
        "a duration, " + Durations.print(min) + "…" + Durations.print(max),
        node -> words(node)
            .flatMap(Durations::parse)
            .filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0),
        Durations::print);
  }

  /** One of the constants, in lower case. */
  static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    return new Kind<>(
        all.stream().map(Kinds::lower).collect(Collectors.joining(" or ")),
        node -> all.stream().filter(one -> isWord(node, lower(one))).findFirst(),
        Kinds::lower);
  }

  static Kind<String> host() {
    return new Kind<>(
        "a host name or an address, without a port",
        node -> words(node).filter(text -> HOST.matcher(text).matches()),
        Function.identity());
  }

  /** Not made absolute here. */
  static Kind<Path> directory() {
    return new Kind<>(
        "a directory, absolute or relative to this file, not with ~",
        node -> words(node).filter(text -> !text.startsWith("~")).flatMap(Kinds::path),
        Path::toString);
  }

  static Kind<ZoneId> zone() {
    return new Kind<>(
        "the name of a time zone", node -> words(node).flatMap(Kinds::zone), ZoneId::getId);
  }

  static Kind<PersonId> person() {
    return new Kind<>(
        Names.FORM, node -> words(node).filter(Names::valid).map(PersonId::new), PersonId::name);
  }

  /** Another kind, or the word {@code none}. */
  @SuppressWarnings("OptionalMapToOptional") // to have read "none" is to have read something
  static <T> Kind<Optional<T>> orNone(Kind<T> kind) {
    return new Kind<>(
        kind.allowed() + ", or none",
        node ->
            isWord(node, NONE) ? Optional.of(Optional.empty()) : kind.read(node).map(Optional::of),
        value -> value.map(kind::print).orElse(NONE));
  }

  /** Hours and minutes; quoted when printed, because YAML may take it for a number. */
  static Kind<LocalTime> timeOfDay() {
    return new Kind<>(
        "a time of day, 00:00…23:59",
        node -> anyText(node).filter(text -> TIME.matcher(text).matches()).map(LocalTime::parse),
        time -> "\"" + time + "\"");
  }

  static Kind<String> slackUser() {
    return new Kind<>(
        "the id of a Slack user",
        node -> words(node).filter(text -> SLACK_USER.matcher(text).matches()),
        Function.identity());
  }

  static Kind<String> discordUser() {
    return new Kind<>(
        "the id of a Discord user, in quotes",
        node -> words(node).filter(text -> DISCORD_USER.matcher(text).matches()),
        id -> "\"" + id + "\"");
  }

  /**
   * The form of Quartz's cron expressions: second, minute, hour, day of month, month, day of week,
   * and a year that may be left out. What is of the form and still no time is refused where it is
   * scheduled.
   */
  static Kind<String> cron() {
    return new Kind<>(
        "a cron expression: second minute hour day-of-month month day-of-week",
        node -> words(node).map(String::strip).filter(text -> CRON.matcher(text).matches()),
        cron -> "\"" + cron + "\"");
  }

  /** Likewise, at most once a minute and in any year: each time makes a task. */
  static Kind<String> cronOfTasks() {
    Kind<String> cron = cron();
    return new Kind<>(
        cron.allowed() + ", the second being one number and no year",
        node -> cron.read(node).filter(text -> ONCE_A_MINUTE.matcher(text).matches()),
        cron.printer());
  }

  static Kind<LaneId> lane() {
    return new Kind<>(
        Names.FORM, node -> words(node).filter(Names::valid).map(LaneId::new), LaneId::name);
  }

  static Kind<Need> need() {
    return new Kind<>(
        Need.FORM, node -> words(node).flatMap(Need::parse), need -> quoted(need.toString()));
  }

  /** Anything that is written, numbers too; quoted when printed. */
  static Kind<String> text() {
    return new Kind<>("a text", Kinds::anyText, Kinds::quoted);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.appendCodePoint(c);
      }
    });
    return quoted.append('"').toString();
  }

  static Kind<String> room() {
    return new Kind<>(
        "local, or slack: or discord: and the id of a channel",
        node -> words(node).filter(text -> ROOM.matcher(text).matches()),
        Function.identity());
  }

  /** Where a platform's methods are; plain http only where nobody can listen in. */
  static Kind<URI> api() {
    return new Kind<>(
        "an https address that ends in a slash",
        node -> words(node).flatMap(Kinds::uri).filter(Kinds::callable),
        URI::toString);
  }

  /** Where a connection goes; plain ws only where nobody can listen in. */
  static Kind<URI> connection() {
    return new Kind<>(
        "a wss address",
        node -> words(node).flatMap(Kinds::uri).filter(Kinds::connectable),
        URI::toString);
  }

  private static boolean connectable(URI uri) {
    return uri.getHost() != null
        && ("wss".equals(uri.getScheme()) || loopback(uri) && "ws".equals(uri.getScheme()))
        && uri.getUserInfo() == null;
  }

  private static boolean loopback(URI uri) {
    return "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
  }

  private static boolean callable(URI uri) {
    return uri.getHost() != null
        && ("https".equals(uri.getScheme()) || loopback(uri) && "http".equals(uri.getScheme()))
        && uri.getPath().endsWith("/")
        && uri.getUserInfo() == null
        && uri.getQuery() == null
        && uri.getFragment() == null;
  }

  /** Each item once. */
  static <T> Kind<List<T>> listOf(int min, int max, String items, Kind<T> item) {
    return new Kind<>(
        "a list of " + min + "…" + max + " " + items + ", each once: " + item.allowed(),
        node -> items(node, item).filter(all -> all.size() >= min && all.size() <= max),
        all -> all.stream().map(item::print).collect(Collectors.joining(", ", "[", "]")));
  }

  static Kind<Lane.ReviewBy> reviewBy() {
    Kind<List<LaneId>> lanes = listOf(1, Keys.LANES_MAX, "lanes", lane());
    return new Kind<>(
        "a list of lanes of the team, or any, or none",
        node -> {
          if (isWord(node, NONE)) {
            return Optional.of(Lane.ReviewBy.NOBODY);
          }
          return isWord(node, ANY)
              ? Optional.of(Lane.ReviewBy.ANYBODY_ELSE)
              : lanes.read(node).map(Lane.ReviewBy::lanes);
        },
        by -> by.nobody() ? NONE : by.lanes().isEmpty() ? ANY : lanes.print(by.lanes()));
  }

  private static <T> Optional<List<T>> items(Node node, Kind<T> item) {
    if (!(node instanceof Node.Items written)) {
      return Optional.empty();
    }
    List<T> all = written.items().stream()
        .flatMap(one -> item.read(one).stream())
        .collect(Collectors.toCollection(ArrayList::new));
    boolean good =
        all.size() == written.items().size() && new LinkedHashSet<>(all).size() == all.size();
    return good ? Optional.of(List.copyOf(all)) : Optional.empty();
  }

  private static Optional<Long> number(Node node) {
    return node instanceof Node.Scalar value && !value.words()
        ? Optional.of(value.text()).filter(t -> WHOLE.matcher(t).matches()).map(Long::valueOf)
        : Optional.empty();
  }

  private static Optional<String> words(Node node) {
    return node instanceof Node.Scalar value && value.words()
        ? Optional.of(value.text())
        : Optional.empty();
  }

  private static Optional<String> anyText(Node node) {
    return node instanceof Node.Scalar value ? Optional.of(value.text()) : Optional.empty();
  }

  private static boolean isWord(Node node, String word) {
    return words(node).filter(word::equals).isPresent();
  }

  private static <E extends Enum<E>> String lower(E constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
