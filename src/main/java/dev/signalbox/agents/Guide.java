package dev.signalbox.agents;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What an agent can be given as its instructions, with the address at which it asked. */
final class Guide {

  private static final String TEXT = read();

  private Guide() {}

  /** The host was checked at the door, so nobody else's name gets in here. */
  static void guide(Context ctx) {
    ctx.contentType("text/plain; charset=utf-8")
        .result(TEXT.replace("{url}", ctx.scheme() + "://" + ctx.host()));
  }

  private static String read() {
    try (InputStream in = Guide.class.getResourceAsStream("guide.txt")) {
      if (in == null) {
        throw new IllegalStateException("guide.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
