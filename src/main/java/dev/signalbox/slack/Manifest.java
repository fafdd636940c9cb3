package dev.signalbox.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.talk.Spelling;
import dev.signalbox.talk.dialect.SafeText;
import dev.signalbox.talk.language.Catalogue;
import dev.signalbox.talk.language.Verb;
import dev.signalbox.talk.language.Words;
import java.util.List;
import java.util.stream.Collectors;

/** The app as Slack is told of it: what it listens to, what it may do, what people can call. */
final class Manifest {

  /** What people type. */
  static final String COMMAND = Spelling.PROMPT;

  /** How Slack calls the entry in a message's menu. */
  static final String MAKE_TASK = "sb:task";

  /** The events that are listened to. */
  static final List<String> EVENTS =
      List.of("app_home_opened", "app_mention", "member_joined_channel");

  /**
   * What it may do, and no more. The histories are for looking whether a doubtful post arrived; the
   * lists of channels for being told that the bot was invited; the pins for the shared board.
   */
  static final List<String> SCOPES = List.of(
      "app_mentions:read",
      "channels:history",
      "channels:read",
      "chat:write",
      "commands",
      "groups:history",
      "groups:read",
      "pins:write");

  private static final int HINT_MAX = 1_000;

  private Manifest() {}

  static ObjectNode document() {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.putObject("_metadata").put("major_version", 1).put("minor_version", 1);
    manifest
        .putObject("display_information")
        .put("name", "Signalbox")
        .put("description", Words.raw("slack.about"))
        .put("long_description", Words.raw("slack.about_long"))
        .put("background_color", "#1f3a5f");
    features(manifest.putObject("features"));
    SCOPES.forEach(manifest.putObject("oauth_config").putObject("scopes").putArray("bot")::add);
    settings(manifest.putObject("settings"));
    return manifest;
  }

  private static void features(ObjectNode features) {
    features
        .putObject("app_home")
        .put("home_tab_enabled", true)
        .put("messages_tab_enabled", false)
        .put("messages_tab_read_only_enabled", true);
    features.putObject("bot_user").put("display_name", "Signalbox").put("always_online", true);
    features
        .putArray("shortcuts")
        .addObject()
        .put("name", Words.raw("slack.make_task"))
        .put("type", "message")
        .put("callback_id", MAKE_TASK)
        .put("description", Words.raw("slack.make_task_about"));
    features
        .putArray("slash_commands")
        .addObject()
        .put("command", COMMAND)
        .put("description", Words.raw("slack.command"))
        .put("usage_hint", hint())
        .put("should_escape", true);
  }

  /** Every command there is, as it is typed. */
  static String hint() {
    return SafeText.cut(
        Catalogue.verbs().stream().map(Verb::typed).collect(Collectors.joining(" | ")), HINT_MAX);
  }

  private static void settings(ObjectNode settings) {
    EVENTS.forEach(settings.putObject("event_subscriptions").putArray("bot_events")::add);
    settings.putObject("interactivity").put("is_enabled", true);
    settings
        .put("org_deploy_enabled", false)
        .put("socket_mode_enabled", true)
        .put("token_rotation_enabled", false);
  }
}
