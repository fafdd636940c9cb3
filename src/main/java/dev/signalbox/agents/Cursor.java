package dev.signalbox.agents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list goes on, as a text that means nothing to its caller: the last row it was shown, and
 * a seal over that row, the team and the filter.
 */
final class Cursor {

  private static final int SEAL_BYTES = 8;
  private static final int CHARS_MAX = 128;

  private Cursor() {}

  /**
   * Writes one.
   *
   * @param list the list with its team and everything it is filtered by
   * @param last the key of the last row shown
   */
  static String write(String list, String last) {
    byte[] key = last.getBytes(StandardCharsets.UTF_8);
    byte[] seal = seal(list, last);
    byte[] all = Arrays.copyOf(seal, seal.length + key.length);
    System.arraycopy(key, 0, all, seal.length, key.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** The key of the last row shown; empty for what was not written for this very list. */
  static Optional<String> read(String list, String cursor) {
    if (cursor.length() > CHARS_MAX) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length <= SEAL_BYTES) {
      return Optional.empty();
    }
    String last = new String(all, SEAL_BYTES, all.length - SEAL_BYTES, StandardCharsets.UTF_8);
    boolean ours = MessageDigest.isEqual(seal(list, last), Arrays.copyOf(all, SEAL_BYTES))
        && write(list, last).equals(cursor);
    return ours ? Optional.of(last) : Optional.empty();
  }

  private static byte[] seal(String list, String last) {
    try {
      byte[] text = (list + "\n" + last).getBytes(StandardCharsets.UTF_8);
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(text), SEAL_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
