package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Request bodies as JSON objects. Strict, because agents read what they are answered: a body that
 * two parsers could read differently is refused. The content type does not matter ({@code curl -d}
 * sends a form's). Size and time were limited before; see {@link WebLimits}.
 */
public final class Bodies {

  static final int DEPTH_MAX = 32;

  /** Braces, names and values together; an honest request has some dozens. */
  static final int TOKENS_MAX = 20_000;

  private static final int DIGITS_MAX = 64;
  private static final int NAME_MAX = 1_000;

  private static final ObjectReader READER = new JsonMapper(JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Strangers' names must not fill the process's tables.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder()
              .maxNestingDepth(DEPTH_MAX)
              .maxTokenCount(TOKENS_MAX)
              .maxNumberLength(DIGITS_MAX)
              .maxNameLength(NAME_MAX)
              .build())
          .build())
      .reader()
      .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Bodies() {}

  /**
   * The body as a JSON object. Every string in it, names included, is well-formed and free of NUL;
   * every number is finite, and integers may be larger than a {@code long}.
   *
   * @throws ProblemException {@code bad_json} or {@code invalid_text}
   */
  public static ObjectNode object(Context ctx) {
    String text = decode(ctx.bodyAsBytes());
    if (text.indexOf('\0') >= 0) {
      throw invalidText();
    }
    JsonNode root = parse(text);
    if (!(root instanceof ObjectNode object)) {
      throw badJson("The body must be a JSON object, such as {\"type\":\"next\"}.");
    }
    check(object);
    return object;
  }

  private static String decode(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.invalidText("The body is not valid UTF-8."));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      if (isBrokenText(e.getOriginalMessage())) {
        throw invalidText();
      }
      throw badJson("It cannot be read"
          + where(e.getLocation())
          + ". Names may stand once in an object, nothing may follow it, and it may be "
          + DEPTH_MAX
          + " deep with "
          + TOKENS_MAX
          + " parts.");
    }
  }

  /** Jackson refuses broken surrogates by itself in names, and in values leaves them to us. */
  private static boolean isBrokenText(String message) {
    return message.startsWith("Broken surrogate") || message.startsWith("Unexpected low surrogate");
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** Recursive, which is safe: parsing has limited the depth. */
  private static void check(JsonNode node) {
    if (node.isTextual()) {
      check(node.textValue());
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw badJson("A number is too large.");
    } else {
      node.fieldNames().forEachRemaining(Bodies::check);
      node.forEach(Bodies::check);
    }
  }

  private static void check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == '\0' || Character.isSurrogate(c)) {
        throw invalidText();
      }
    }
  }

  private static ProblemException badJson(String detail) {
    return new ProblemException(Problem.badJson(detail));
  }

  private static ProblemException invalidText() {
    return new ProblemException(
        Problem.invalidText("NUL and unpaired surrogates are not allowed, escaped or not."));
  }
}
