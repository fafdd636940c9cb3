package dev.signalbox.local;

import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page's own files. Their names hold a hash of their content, so a browser may keep each for
 * ever and never shows an old one. Read once; nothing else can be asked for.
 */
final class Assets {

  private static final int HASH_CHARS = 12;
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final class Asset {
    private final String type;
    private final byte[] bytes;

    Asset(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }
  }

  private final Map<String, Asset> byName = new HashMap<>();
  private final View.Files files;

  Assets() {
    files = new View.Files(
        add("page", "css", "text/css; charset=utf-8"),
        Stream.of("basics", "channel", "dialogs", "complete", "talking", "live")
            .map(script -> add(script, "js", "text/javascript; charset=utf-8"))
            .toList(),
        add("icon", "svg", "image/svg+xml"));
  }

  View.Files files() {
    return files;
  }

  /** Changes whenever one of the files does. */
  String version() {
    return Secrets.hash(files.toString()).substring(0, HASH_CHARS);
  }

  void serve(Context ctx) {
    Asset asset = byName.get(ctx.pathParam("name"));
    if (asset == null) {
      throw new ProblemException(Problem.notFound());
    }
    ctx.header("Cache-Control", FOR_EVER).contentType(asset.type).result(asset.bytes);
  }

  private String add(String stem, String ending, String type) {
    byte[] bytes = read(stem + "." + ending);
    String hash = HexFormat.of().formatHex(Secrets.sha256(bytes)).substring(0, HASH_CHARS);
    String name = stem + "." + hash + "." + ending;
    byName.put(name, new Asset(type, bytes));
    return "/assets/" + name;
  }

  private static byte[] read(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside the classes");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
