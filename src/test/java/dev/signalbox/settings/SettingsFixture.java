package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a text as {@code signalbox.yaml} and reads it. */
final class SettingsFixture {

  private final Path file;

  SettingsFixture(Path folder) {
    this.file = folder.resolve("signalbox.yaml");
  }

  Settings read(String yaml) {
    try {
      return Settings.read(Files.writeString(file, yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What reading complains about, with the file's folder left out. */
  String complaint(String yaml) {
    SettingsException e = catchThrowableOfType(SettingsException.class, () -> read(yaml));
    return e == null ? "nothing" : e.getMessage().replace(file.toString(), "signalbox.yaml");
  }

  /** A good team {@code t} with the lanes build and review, and more keys of it in line 6. */
  static String team(String more) {
    return team(more, "build: {}, review: {}");
  }

  static String team(String more, String lanes) {
    return """
        teams:
          t:
            owner: ryan
            people: {ryan: {role: admin}, sam: {}}
            lanes: {%s}
            %s
        """.formatted(lanes, more);
  }
}
