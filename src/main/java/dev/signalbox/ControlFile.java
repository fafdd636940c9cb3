package dev.signalbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where a running server is reached by its own command line; readable for its user only. */
final class ControlFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What it says.
   *
   * @param url where the server listens
   * @param key what opens {@link Control}
   */
  record Contact(String url, String key, long pid) {
    @Override
    public String toString() {
      return url + " (pid " + pid + ")";
    }
  }

  private ControlFile() {}

  static void write(Path data, String url, String key) {
    Path file = data.resolve("control.json");
    Path fresh = data.resolve("control.json.new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      JSON.writeValue(
          fresh.toFile(), new Contact(url, key, ProcessHandle.current().pid()));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file, e);
    }
  }

  /** The contact of the server that runs on these data, or that ran there last. */
  static Optional<Contact> read(Path data) {
    Path file = data.resolve("control.json");
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), Contact.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file, e);
    }
  }

  static void delete(Path data) {
    try {
      Files.deleteIfExists(data.resolve("control.json"));
    } catch (IOException e) {
      throw new UncheckedIOException("could not delete control.json in " + data, e);
    }
  }
}
