package dev.signalbox.slack;

import java.util.Map;
import java.util.Set;

/** What Slack's words for "no" mean, and what helps. */
final class Reasons {

  /** The message to edit, or in whose thread to reply, is not there or not ours any more. */
  private static final Set<String> GONE = Set.of(
      "message_not_found",
      "cant_update_message",
      "edit_window_closed",
      "thread_not_found",
      "cannot_reply_to_message");

  private static final Map<String, String> WORDS = Map.ofEntries(
      Map.entry(
          "channel_not_found",
          "Slack knows no such channel, or Signalbox is not in it: /invite @Signalbox there"),
      Map.entry("not_in_channel", "Signalbox is not in the channel: /invite @Signalbox there"),
      Map.entry("message_not_found", "somebody deleted the message"),
      Map.entry("thread_not_found", "somebody deleted the message whose thread this is"),
      Map.entry("is_archived", "the channel is archived"),
      Map.entry("invalid_auth", "Slack does not accept SLACK_BOT_TOKEN: take it anew from the app"),
      Map.entry("not_authed", "Slack got no token: set SLACK_BOT_TOKEN"),
      Map.entry("account_inactive", "the app was uninstalled: install it again"),
      Map.entry("token_revoked", "SLACK_BOT_TOKEN was revoked: install the app again"),
      Map.entry("token_expired", "SLACK_BOT_TOKEN has expired: take it anew from the app"),
      Map.entry("missing_scope", "the app lacks a scope: install it again from the manifest"),
      Map.entry("restricted_action", "the workspace does not let apps post in this channel"),
      Map.entry(
          "restricted_action_read_only_channel", "the workspace lets nobody post in this channel"),
      Map.entry("team_access_not_granted", "the app is not installed in this workspace"),
      Map.entry("ekm_access_denied", "the workspace's administrators have stopped messages"),
      Map.entry("msg_too_long", "Slack found the message too long"),
      Map.entry("msg_blocks_too_long", "Slack found the message too long"),
      Map.entry("invalid_blocks", "Slack did not understand the message"),
      Map.entry("invalid_blocks_format", "Slack did not understand the message"),
      Map.entry("no_text", "the message was empty"));

  private Reasons() {}

  static boolean gone(String error) {
    return GONE.contains(error);
  }

  /** For people: the reason, with Slack's own word to look it up. */
  static String inWords(String error) {
    return WORDS.getOrDefault(error, "Slack refused it") + " (" + error + ")";
  }
}
