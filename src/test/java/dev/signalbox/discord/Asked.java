package dev.signalbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * One call over HTTP.
 *
 * @param kind what is asked, such as {@code message.create}
 * @param ids what stands in the places of its path
 */
record Asked(String kind, List<String> ids, Map<String, String> query, JsonNode body) {

  String id(int place) {
    return ids.get(place);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise)));
  }
}
