package dev.signalbox.slack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Slack and Signalbox know each other by. From the environment only, each as itself or as
 * {@code …_FILE}, the name of a file that holds it. Never shown.
 *
 * @param bot the token that posts
 * @param app the token that opens a connection for events; empty where events come over HTTP
 * @param signing what signs requests; empty where events come over a connection
 */
public record SlackSecrets(String bot, String app, String signing) {

  private static final int FILE_BYTES_MAX = 4_096;

  /** One of them. */
  private enum Secret {
    SLACK_BOT_TOKEN("xoxb-[A-Za-z0-9-]{1,250}", "xoxb-…", "OAuth & Permissions"),
    SLACK_APP_TOKEN("xapp-[A-Za-z0-9-]{1,250}", "xapp-…", "Basic Information, App-Level Tokens"),
    SLACK_SIGNING_SECRET("[A-Za-z0-9]{8,250}", "0123abcd…", "Basic Information, App Credentials");

    private final Pattern form;
    private final String example;
    private final String place;

    Secret(String form, String example, String place) {
      this.form = Pattern.compile(form);
      this.example = example;
      this.place = place;
    }

    private String file() {
      return name() + "_FILE";
    }
  }

  /**
   * Reads those that are needed.
   *
   * @param socket whether events come over a connection that Signalbox opens
   * @param room a room that needs them, to be named
   * @throws IllegalArgumentException naming each that is missing or of another form, why it is
   *     needed, and an example
   */
  public static SlackSecrets read(Map<String, String> environment, boolean socket, String room) {
    List<String> problems = new ArrayList<>();
    Function<Secret, String> read = secret -> value(secret, environment, room, problems);
    String bot = read.apply(Secret.SLACK_BOT_TOKEN);
    String app = socket ? read.apply(Secret.SLACK_APP_TOKEN) : "";
    String signing = socket ? "" : read.apply(Secret.SLACK_SIGNING_SECRET);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().collect(Collectors.joining(System.lineSeparator())));
    }
    return new SlackSecrets(bot, app, signing);
  }

  private static String value(
      Secret secret, Map<String, String> environment, String room, List<String> problems) {
    String direct = environment.getOrDefault(secret.name(), "").strip();
    String file = environment.getOrDefault(secret.file(), "").strip();
    String value = direct.isEmpty() && !file.isEmpty() ? content(file) : direct;
    if (value == null) {
      problems.add(secret.file() + ": there is no file " + file + " that can be read");
      return "";
    }
    if (value.isEmpty()) {
      problems.add(
          ("%s is not set, and the room %s needs it. In Slack's page of the app it is under"
                  + " %s. Set it, such as %s=%s, or %s=/run/secrets/%s")
              .formatted(
                  secret.name(),
                  room,
                  secret.place,
                  secret.name(),
                  secret.example,
                  secret.file(),
                  secret.name().toLowerCase(Locale.ROOT)));
    } else if (!secret.form.matcher(value).matches()) {
      problems.add("%s does not look like one; it is of the form %s, under %s"
          .formatted(secret.name(), secret.example, secret.place));
    }
    return value;
  }

  private static @Nullable String content(String file) {
    try {
      Path path = Path.of(file);
      return Files.size(path) > FILE_BYTES_MAX ? null : Files.readString(path).strip();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /** Says nothing of them. */
  @Override
  public String toString() {
    return "SlackSecrets[***]";
  }
}
