package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a text calls, if its allowed mentions let it. */
final class Pings {

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`]*`");
  private static final Pattern CALL = Pattern.compile("<@!?(\\d+)>|<@&(\\d+)>|@(everyone|here)\\b");

  private Pings() {}

  /** Ids of users, {@code &id} of roles, {@code everyone} and {@code here}. */
  static List<String> in(String text, JsonNode allowed) {
    Set<String> called = new LinkedHashSet<>();
    Matcher found = CALL.matcher(CODE.matcher(text).replaceAll(" "));
    while (found.find()) {
      if (found.group(1) != null && may(allowed, "users", found.group(1))) {
        called.add(found.group(1));
      } else if (found.group(2) != null && may(allowed, "roles", found.group(2))) {
        called.add("&" + found.group(2));
      } else if (found.group(3) != null && may(allowed, "everyone", "")) {
        called.add(found.group(3));
      }
    }
    return new ArrayList<>(called);
  }

  /** Without allowed mentions everybody may be called. */
  private static boolean may(JsonNode allowed, String kind, String id) {
    return !allowed.isObject() || has(allowed.path("parse"), kind) || has(allowed.path(kind), id);
  }

  private static boolean has(JsonNode list, String word) {
    for (JsonNode one : list) {
      if (one.asText().equals(word)) {
        return true;
      }
    }
    return false;
  }
}
