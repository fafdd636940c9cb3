package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Discord takes as a message or a thread, and what people want to be sent. */
final class Judge {

  static final int CREATE_FLAGS = 1 << 2 | Posted.SILENT | Posted.V2;
  static final int ANSWER_FLAGS = CREATE_FLAGS | Posted.EPHEMERAL;
  private static final int EDIT_FLAGS = 1 << 2 | Posted.V2;

  private static final int CONTENT = 2_000;
  private static final int NONCE = 25;
  private static final Set<Integer> ARCHIVE_MINUTES = Set.of(60, 1_440, 4_320, 10_080);

  /** What any message may have. */
  private static final Set<String> SAID = Set.of(
      "tts", "content", "embeds", "allowed_mentions", "flags", "components", "attachments", "poll");

  private Judge() {}

  /** A post in a channel. */
  static List<String> create(JsonNode body) {
    List<String> wrong = new ArrayList<>();
    fields(
        "message",
        body,
        with(SAID, "nonce", "enforce_nonce", "message_reference", "sticker_ids"),
        wrong);
    String nonce = text(body, "nonce");
    need(!nonce.isEmpty(), "nonce: missing", wrong);
    most("characters of nonce", nonce.length(), NONCE, wrong);
    need(body.path("enforce_nonce").asBoolean(), "enforce_nonce: must be true", wrong);
    message(body, CREATE_FLAGS, wrong);
    return wrong;
  }

  /** A message that answers an interaction. */
  static List<String> said(JsonNode body, int flags) {
    List<String> wrong = new ArrayList<>();
    fields("message", body, SAID, wrong);
    message(body, flags, wrong);
    return wrong;
  }

  /**
   * What an existing message becomes.
   *
   * @param v2 whether it carries components of the second version already
   */
  static List<String> edit(JsonNode body, boolean v2) {
    List<String> wrong = new ArrayList<>();
    fields("edit", body, SAID, wrong);
    need(
        v2 || !body.path("components").isEmpty() || body.has("content") || body.has("embeds"),
        "edit: of nothing",
        wrong);
    flags(body, ANSWER_FLAGS & (EDIT_FLAGS | Posted.EPHEMERAL), wrong);
    content(body, v2, wrong);
    mentions(body.path("allowed_mentions"), wrong);
    return wrong;
  }

  private static void message(JsonNode body, int flags, List<String> wrong) {
    flags(body, flags, wrong);
    content(body, false, wrong);
    mentions(body.path("allowed_mentions"), wrong);
    need(
        !text(body, "content").isEmpty()
            || !body.path("embeds").isEmpty()
            || !body.path("components").isEmpty(),
        "message: empty",
        wrong);
  }

  static void flags(JsonNode body, int may, List<String> wrong) {
    int flags = body.path("flags").asInt();
    need((flags & ~may) == 0, "flags: " + flags + ", may be of " + may, wrong);
  }

  private static void content(JsonNode body, boolean already, List<String> wrong) {
    boolean v2 = already || (body.path("flags").asInt() & Posted.V2) != 0;
    most("characters of content", text(body, "content").length(), CONTENT, wrong);
    most("embeds", body.path("embeds").size(), 10, wrong);
    if (v2) {
      need(text(body, "content").isEmpty(), "content: not with components V2", wrong);
      need(body.path("embeds").isEmpty(), "embeds: not with components V2", wrong);
      need(!body.hasNonNull("poll"), "poll: not with components V2", wrong);
    }
    ComponentJudge.message(body.path("components"), v2, wrong);
  }

  /** Nobody is called but by name. */
  private static void mentions(JsonNode allowed, List<String> wrong) {
    if (!allowed.isObject()) {
      wrong.add("allowed_mentions: missing");
      return;
    }
    fields("allowed_mentions", allowed, Set.of("parse", "users", "roles", "replied_user"), wrong);
    need(
        allowed.path("parse").isArray() && allowed.path("parse").isEmpty(),
        "allowed_mentions: parse must be []",
        wrong);
    need(
        !allowed.path("replied_user").asBoolean(),
        "allowed_mentions: replied_user must not be true",
        wrong);
    most("users of allowed_mentions", allowed.path("users").size(), 100, wrong);
    most("roles of allowed_mentions", allowed.path("roles").size(), 100, wrong);
  }

  /** A new thread. */
  static List<String> thread(JsonNode body) {
    List<String> wrong = new ArrayList<>();
    fields("thread", body, Set.of("name", "auto_archive_duration", "rate_limit_per_user"), wrong);
    between("characters of name", text(body, "name").length(), 1, 100, wrong);
    archive(body, wrong);
    return wrong;
  }

  static List<String> threadEdit(JsonNode body) {
    List<String> wrong = new ArrayList<>();
    fields(
        "thread",
        body,
        Set.of(
            "name",
            "archived",
            "auto_archive_duration",
            "locked",
            "invitable",
            "rate_limit_per_user",
            "flags",
            "applied_tags"),
        wrong);
    if (body.has("name")) {
      between("characters of name", text(body, "name").length(), 1, 100, wrong);
    }
    archive(body, wrong);
    return wrong;
  }

  private static void archive(JsonNode body, List<String> wrong) {
    int minutes = body.path("auto_archive_duration").asInt(60);
    need(ARCHIVE_MINUTES.contains(minutes), "auto_archive_duration: " + minutes, wrong);
  }

  // -- words for all judges -------------------------------------------------------------------

  static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  static void fields(String what, JsonNode node, Set<String> known, List<String> wrong) {
    need(node.isObject(), what + ": no object", wrong);
    node.fieldNames()
        .forEachRemaining(
            name -> need(known.contains(name), what + ": unknown field " + name, wrong));
  }

  /** A text; empty where there is none or null. */
  static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : "";
  }

  static void most(String what, int number, int max, List<String> wrong) {
    need(number <= max, what + ": " + number + " of " + max, wrong);
  }

  static void between(String what, int number, int min, int max, List<String> wrong) {
    need(number >= min && number <= max, what + ": " + number + ", not " + min + ".." + max, wrong);
  }

  static void need(boolean good, String what, List<String> wrong) {
    if (!good) {
      wrong.add(what);
    }
  }
}
