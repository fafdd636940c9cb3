package dev.signalbox.talk.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a platform and Signalbox know each other by. From the environment only, as itself
 * or as {@code …_FILE}, the name of a file that holds it.
 *
 * @param name the variable
 * @param form what one looks like
 * @param example likewise, for people
 * @param page the page of the platform that shows it to those who may have it
 * @param place where on that page
 */
public record Secret(String name, Pattern form, String example, String page, String place) {

  private static final int FILE_BYTES_MAX = 4_096;

  public Secret(String name, String form, String example, String page, String place) {
    this(name, Pattern.compile(form), example, page, place);
  }

  private String file() {
    return name + "_FILE";
  }

  /**
   * Reads it.
   *
   * @param room a room that needs it, to be named
   * @param problems gets a sentence where it is missing or of another form: why it is needed, and
   *     an example; never what it is
   * @return empty where there is a problem
   */
  public String read(Map<String, String> environment, String room, List<String> problems) {
    String direct = environment.getOrDefault(name, "").strip();
    String file = environment.getOrDefault(file(), "").strip();
    String value = direct.isEmpty() && !file.isEmpty() ? content(file) : direct;
    if (value == null) {
      problems.add(file() + ": there is no file " + file + " that can be read");
      return "";
    }
    if (value.isEmpty()) {
      problems.add(
          ("%s is not set, and the room %s needs it. In %s it is under %s. Set it, such as %s=%s,"
                  + " or %s=/run/secrets/%s")
              .formatted(
                  name, room, page, place, name, example, file(), name.toLowerCase(Locale.ROOT)));
    } else if (!form.matcher(value).matches()) {
      problems.add("%s does not look like one; it is of the form %s, under %s"
          .formatted(name, example, place));
    }
    return value;
  }

  private static @Nullable String content(String file) {
    try {
      Path path = Path.of(file);
      return Files.size(path) > FILE_BYTES_MAX ? null : Files.readString(path).strip();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }
}
