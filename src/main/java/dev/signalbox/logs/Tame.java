package dev.signalbox.logs;

import java.util.regex.Pattern;

/** Makes a text fit to be logged: no secret, and of a bounded length. */
final class Tame {

  /** UTF-8 bytes of one field. */
  static final int FIELD_BYTES = 2_000;

  /** What is behind this was never looked at for secrets, so it is cut first. */
  private static final int LOOKED_AT = 20_000;

  private static final Pattern HEADER =
      Pattern.compile("(?i)(authorization[\"']?\\s*[:=]\\s*[\"']?)(?:[a-z]+\\s+)?[^\\s\"',}]+");

  private static final Pattern SECRET = Pattern.compile(
      "(sbx_|whsec_|xox[a-z]-|xapp-|Bearer |Bot |[?&]key=|[?&]ticket=)[A-Za-z0-9._~+/=-]+");

  /** An id, a time and a signature, each in base64. */
  private static final Pattern DISCORD =
      Pattern.compile("\\b[A-Za-z0-9_-]{20,30}\\.[A-Za-z0-9_-]{6,7}\\.[A-Za-z0-9_-]{27,50}\\b");

  private Tame() {}

  static String field(String text) {
    String some = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    return cut(withoutSecrets(some));
  }

  static String withoutSecrets(String text) {
    String bare = HEADER.matcher(text).replaceAll("$1***");
    bare = SECRET.matcher(bare).replaceAll("$1***");
    return DISCORD.matcher(bare).replaceAll("***");
  }

  /** Between characters, never inside one. */
  private static String cut(String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > FIELD_BYTES) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }

  /** What a terminal or another program could take for more than a character. */
  static boolean wild(int point) {
    return point < 0x20
        || point >= 0x7f && point <= 0x9f
        || point == 0x200e
        || point == 0x200f
        || point >= 0x2028 && point <= 0x202e
        || point >= 0x2066 && point <= 0x2069
        || point == 0xfeff
        || point >= 0xd800 && point <= 0xdfff;
  }

  /** Whether it ends a line somewhere. */
  static boolean breaks(int point) {
    return point >= 0x0a && point <= 0x0d || point == 0x85 || point == 0x2028 || point == 0x2029;
  }
}
