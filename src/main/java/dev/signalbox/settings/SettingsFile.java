package dev.signalbox.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the file from disk and refuses what is wrong before any key is looked at. */
final class SettingsFile {

  private static final int BYTES_MAX = 1 << 20;

  /** Our own tokens, Slack's, and keys that sign webhooks. */
  private static final Pattern SECRET =
      Pattern.compile("(?<![A-Za-z0-9])(sbx_|xox[a-z]-|xapp-|whsec_)[A-Za-z0-9_-]{4,}");

  private static final Pattern INDENTED_BY_TAB = Pattern.compile(" *\t\\s*\\S.*");

  private SettingsFile() {}

  /**
   * @throws SettingsException if there is no reading on
   */
  static Node.Section read(Path file, Problems problems) {
    String text = text(file, problems);
    refuseSecrets(text, problems);
    refuseTabs(text, problems);
    Node root = YamlText.parse(text, problems).orElseThrow(() -> empty(problems));
    if (root instanceof Node.Section section) {
      return section;
    }
    if (root instanceof Node.Blank) {
      throw empty(problems);
    }
    throw problems.fatal(
        root.line(),
        "found " + root.shown() + "; a settings file holds keys, such as server: {port: 7070}");
  }

  private static SettingsException empty(Problems problems) {
    return problems.fatal(0, "the file is empty; start without a file to run with the defaults");
  }

  private static String text(Path file, Problems problems) {
    byte[] bytes = bytes(file, problems);
    if (bytes.length > BYTES_MAX) {
      throw problems.fatal(0, "the file is larger than 1 MiB; is it the right one?");
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw problems.fatal(0, "the file is not text in UTF-8; is it the right one?");
    }
  }

  private static byte[] bytes(Path file, Problems problems) {
    if (Files.isDirectory(file)) {
      throw problems.fatal(0, "this is a directory; name the file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BYTES_MAX + 1);
    } catch (NoSuchFileException e) {
      throw problems.fatal(0, "there is no such file");
    } catch (IOException e) {
      throw problems.fatal(0, "the file cannot be read: " + e);
    }
  }

  /** Alone and first: no other message may repeat a line that holds one. */
  private static void refuseSecrets(String text, Problems problems) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher m = SECRET.matcher(lines.get(i));
      if (m.find()) {
        problems.add(
            i + 1,
            "",
            "this looks like a secret ("
                + m.group(1)
                + "…); secrets never stand in this file: take it out, and replace the token"
                + " because it was written down");
      }
    }
    problems.throwIfAny();
  }

  private static void refuseTabs(String text, Problems problems) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (INDENTED_BY_TAB.matcher(lines.get(i)).matches()) {
        problems.add(i + 1, "", "this line is indented with a tab; YAML wants spaces");
      }
    }
    problems.throwIfAny();
  }
}
