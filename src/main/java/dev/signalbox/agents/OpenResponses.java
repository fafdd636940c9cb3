package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The refusals of the description: for each kind of request and status one response, once. */
final class OpenResponses {

  /** A kind of request, which decides what it can be refused for. */
  enum Kind {
    /** A verb with a token. */
    POST,
    /** A verb that is signed. */
    SIGNED,
    /** A look. */
    READ
  }

  private static final Set<RefusalExample> OF_READS = EnumSet.of(
      RefusalExample.UNKNOWN_FIELD,
      RefusalExample.BAD_VALUE,
      RefusalExample.BAD_TOKEN,
      RefusalExample.BAD_ORIGIN,
      RefusalExample.NOT_FOUND,
      RefusalExample.METHOD_NOT_ALLOWED,
      RefusalExample.TOO_SLOW,
      RefusalExample.TOO_LARGE,
      RefusalExample.UNSUPPORTED,
      RefusalExample.BAD_HOST,
      RefusalExample.OVER_QUOTA,
      RefusalExample.INTERNAL,
      RefusalExample.OVERLOADED,
      RefusalExample.SHUTTING_DOWN,
      RefusalExample.STORAGE_LOCKED);

  private static final String PREFIX = "#/components/responses/";

  private final Map<String, ObjectNode> named = new TreeMap<>();

  /** All of them, by name. */
  ObjectNode all() {
    ObjectNode all = Json.object();
    named.forEach(all::set);
    return all;
  }

  /** Adds those of a kind of request to an operation's responses. */
  void refer(ObjectNode responses, Kind kind) {
    byStatus(kind).forEach((status, examples) -> {
      String name =
          kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT) + status;
      named.computeIfAbsent(name, n -> response(examples));
      responses.putObject(String.valueOf(status)).put("$ref", PREFIX + name);
    });
  }

  private static Map<Integer, List<RefusalExample>> byStatus(Kind kind) {
    return Arrays.stream(RefusalExample.values())
        .filter(example -> of(example, kind))
        .collect(Collectors.groupingBy(RefusalExample::status, TreeMap::new, Collectors.toList()));
  }

  private static boolean of(RefusalExample example, Kind kind) {
    return switch (kind) {
      case READ -> OF_READS.contains(example);
      case POST -> example != RefusalExample.BAD_SIGNATURE;
      case SIGNED -> example != RefusalExample.BAD_TOKEN;
    };
  }

  private static ObjectNode response(List<RefusalExample> examples) {
    ObjectNode response = Json.object()
        .put(
            "description",
            "code: "
                + examples.stream().map(RefusalExample::code).collect(Collectors.joining(", ")));
    int status = examples.get(0).status();
    if (status == 429 || status >= 500) {
      ObjectNode header = response.putObject("headers").putObject("Retry-After");
      header.put("description", "In how many seconds to try again.");
      header.putObject("schema").put("type", "integer").put("minimum", 1);
    }
    ObjectNode content = response.putObject("content").putObject("application/problem+json");
    content.putObject("schema").put("$ref", Schemas.PREFIX + "Problem");
    ObjectNode shown = content.putObject("examples");
    examples.forEach(example -> shown.set(example.code(), example.described()));
    return response;
  }
}
