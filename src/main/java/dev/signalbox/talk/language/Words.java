package dev.signalbox.talk.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Our words, from {@code words.properties}: sentences with {@code {names}} to be filled in. A
 * sentence that counts has two forms, {@code key.one} and {@code key.many}.
 */
public final class Words {

  private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)\\}");
  private static final Properties WORDS = load();
  private static final Map<String, Properties> TRANSLATED = new ConcurrentHashMap<>();

  private Words() {}

  /** A piece of a sentence: our words, or the name of what is filled in there. */
  public record Part(boolean named, String text) {}

  /**
   * A sentence as it stands in the file.
   *
   * @throws IllegalStateException if there is none of that key, which is our bug
   */
  public static String raw(String key) {
    String words = WORDS.getProperty(key);
    if (words == null) {
      throw new IllegalStateException("there are no words for " + key);
    }
    return words;
  }

  /**
   * A sentence in another language, from {@code words_LANGUAGE.properties}.
   *
   * @param language such as {@code de} or {@code pt-BR}
   * @return empty where there are no such words
   */
  public static Optional<String> translated(String language, String key) {
    return Optional.ofNullable(
        TRANSLATED.computeIfAbsent(language, Words::translation).getProperty(key));
  }

  private static Properties translation(String language) {
    InputStream file = Words.class.getResourceAsStream("words_" + language + ".properties");
    return file == null ? new Properties() : read(file);
  }

  /** The key of the form for that number of things. */
  public static String counted(String key, long number) {
    return key + (number == 1 ? ".one" : ".many");
  }

  public static List<Part> parts(String key) {
    String words = raw(key);
    List<Part> parts = new ArrayList<>();
    Matcher name = NAME.matcher(words);
    int at = 0;
    while (name.find()) {
      if (name.start() > at) {
        parts.add(new Part(false, words.substring(at, name.start())));
      }
      parts.add(new Part(true, name.group(1)));
      at = name.end();
    }
    if (at < words.length()) {
      parts.add(new Part(false, words.substring(at)));
    }
    return parts;
  }

  /** A sentence as plain text. */
  public static String text(String key, UnaryOperator<String> filling) {
    return parts(key).stream()
        .map(part -> part.named() ? filling.apply(part.text()) : part.text())
        .collect(Collectors.joining());
  }

  static Set<String> keys() {
    return WORDS.stringPropertyNames();
  }

  private static Properties load() {
    InputStream file = Objects.requireNonNull(
        Words.class.getResourceAsStream("words.properties"), "words.properties is missing");
    return read(file);
  }

  private static Properties read(InputStream file) {
    try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      Properties words = new Properties();
      words.load(reader);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("words cannot be read", e);
    }
  }
}
