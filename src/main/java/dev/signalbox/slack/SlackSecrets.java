package dev.signalbox.slack;

import dev.signalbox.talk.dialect.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Slack and Signalbox know each other by. Never shown.
 *
 * @param bot the token that posts
 * @param app the token that opens a connection for events; empty where events come over HTTP
 * @param signing what signs requests; empty where events come over a connection
 */
public record SlackSecrets(String bot, String app, String signing) {

  private static final String PAGE = "Slack's page of the app";

  private static final Secret BOT = new Secret(
      "SLACK_BOT_TOKEN", "xoxb-[A-Za-z0-9-]{1,250}", "xoxb-…", PAGE, "OAuth & Permissions");
  private static final Secret APP = new Secret(
      "SLACK_APP_TOKEN",
      "xapp-[A-Za-z0-9-]{1,250}",
      "xapp-…",
      PAGE,
      "Basic Information, App-Level Tokens");
  private static final Secret SIGNING = new Secret(
      "SLACK_SIGNING_SECRET",
      "[A-Za-z0-9]{8,250}",
      "0123abcd…",
      PAGE,
      "Basic Information, App Credentials");

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
    String bot = BOT.read(environment, room, problems);
    String app = socket ? APP.read(environment, room, problems) : "";
    String signing = socket ? "" : SIGNING.read(environment, room, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
    }
    return new SlackSecrets(bot, app, signing);
  }

  /** Says nothing of them. */
  @Override
  public String toString() {
    return "SlackSecrets[***]";
  }
}
