package dev.signalbox.agents;

import dev.signalbox.board.Command;
import dev.signalbox.desk.Request;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Idempotency keys: what a caller names a request, so that sending it twice is doing it once. */
final class Keys {

  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";
  static final int CHARS_MAX = 255;

  /** What a key may be. */
  static final Pattern FORM = Pattern.compile("[!-~]{1," + CHARS_MAX + "}");

  private Keys() {}

  /**
   * The key of a request, with a hash of what it asks for; null if it has none.
   *
   * @throws dev.signalbox.web.ProblemException {@code bad_value}
   */
  static Request.@Nullable Key of(Context ctx, Command command) {
    List<String> given = Collections.list(ctx.req().getHeaders(HEADER));
    if (given.isEmpty()) {
      return null;
    }
    if (given.size() > 1 || !FORM.matcher(given.get(0)).matches()) {
      throw Values.bad(
          HEADER + " is one header of 1 to " + CHARS_MAX + " visible ASCII characters; this has "
              + (given.size() > 1 ? given.size() + " headers." : given.get(0).length() + "."));
    }
    return new Request.Key(given.get(0), hash(command));
  }

  /** A signed request is named by its id, which was checked with the signature. */
  static Request.Key signed(Context ctx, Command command) {
    String id = ctx.req().getHeader(Signatures.ID);
    return new Request.Key(id, hash(command));
  }

  /** Over the parsed command, so that neither the order of fields nor spaces matter. */
  static String hash(Command command) {
    String whole = command.getClass().getSimpleName() + Json.text(command);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
