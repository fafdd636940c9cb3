package dev.signalbox.settings;

import dev.signalbox.settings.Settings.Origin;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One level of the file with typed values: the whole, the server, a team, a lane. A value it does
 * not have comes from the level around it, and at last from the table of keys.
 */
final class Scope {

  /**
   * @param depth how narrow the place is where it was written; 0 for a default
   * @param line 0 for a default
   */
  record Found<T>(T value, Origin origin, String path, int depth, int line) {}

  private static final Pattern TAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  private final @Nullable Scope outer;
  private final String name;
  private final String place;
  private final int line;
  private final Origin origin;
  private final Map<Key<?>, Found<?>> values = new LinkedHashMap<>();
  private final Map<String, Scope> inner = new LinkedHashMap<>();
  private final Set<String> bad = new HashSet<>();
  private boolean spoilt;

  private Scope(@Nullable Scope outer, String name, String place, int line, Origin origin) {
    this.outer = outer;
    this.name = name;
    this.place = place;
    this.line = line;
    this.origin = origin;
  }

  static Scope root() {
    return new Scope(null, "", "", 0, Origin.DEFAULT);
  }

  /** The full path of {@code name} under {@code path}, with a wild name made harmless. */
  static String path(String path, String name) {
    String tame = TAME.matcher(name).matches() ? name : Node.quote(name);
    return path.isEmpty() ? tame : path + "." + tame;
  }

  /** Opens the level below, for a section of this name. */
  Scope open(String child, int childLine, Origin childOrigin) {
    Scope scope = new Scope(this, child, placeOf(child), childLine, childOrigin);
    inner.put(child, scope);
    return scope;
  }

  /** The level below, empty if nothing was written there. */
  Scope section(String child) {
    Scope there = inner.get(child);
    if (there != null) {
      return there;
    }
    Scope empty = new Scope(this, child, placeOf(child), line, Origin.DEFAULT);
    empty.spoilt = spoilt;
    return empty;
  }

  /** The levels below, in the order of the file. */
  Map<String, Scope> sections() {
    return inner;
  }

  /** Takes over a level that was read elsewhere. */
  void adopt(Scope other) {
    inner.put(other.name, other);
  }

  <T> void put(Key<T> key, T value, Origin origin, int valueLine) {
    int depth = origin == Origin.DEFAULT ? 0 : depth();
    values.put(key, new Found<>(value, origin, path(path(), key.name()), depth, valueLine));
  }

  /** A value of this very level as it would stand in the file. */
  record Text(String text, Origin origin) {}

  /** What was written at this very level, by name. */
  Map<String, Text> written() {
    Map<String, Text> texts = new LinkedHashMap<>();
    values.forEach((key, found) -> {
      if (found.origin() != Origin.DEFAULT) {
        texts.put(key.name(), text(key, found));
      }
    });
    return texts;
  }

  private static <T> Text text(Key<T> key, Found<?> found) {
    @SuppressWarnings("unchecked") // put() pairs each key with a value of its type
    T value = (T) found.value();
    return new Text(key.kind().print(value), found.origin());
  }

  /** Who wrote that this level is there. */
  Origin origin() {
    return origin;
  }

  /** Notes that a key of this name was written and is wrong. */
  void markBad(String child) {
    bad.add(child);
  }

  /** Notes that all of this level is wrong: it is there, but nothing is known of it. */
  void spoil() {
    spoilt = true;
  }

  boolean isSpoilt() {
    return spoilt;
  }

  /** Whether the key of this name is known to be wrong, so that nobody need complain again. */
  boolean isBad(String child) {
    return spoilt || bad.contains(child);
  }

  /** Whether the key was written at this very level. */
  boolean has(Key<?> key) {
    return values.containsKey(key);
  }

  /** The value in force; empty where it is wrong, or missing without a default. */
  <T> Optional<Found<T>> find(Key<T> key) {
    for (Scope at = this; at != null; at = at.outer) {
      @SuppressWarnings("unchecked") // put() pairs each key with a value of its type
      Found<T> found = (Found<T>) at.values.get(key);
      if (found != null) {
        return Optional.of(found);
      }
      if (at.isBad(key.name())) {
        return Optional.empty();
      }
    }
    T fallback = key.fallback();
    return fallback == null
        ? Optional.empty()
        : Optional.of(new Found<>(fallback, Origin.DEFAULT, path(path(), key.name()), 0, 0));
  }

  /** The value in force, once everything has been checked. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow().value();
  }

  /** The place in the table of a key or section of this name. */
  String placeOf(String child) {
    String wild = Keys.under(place).contains("*") ? "*" : child;
    return place.isEmpty() ? wild : place + "." + wild;
  }

  String place() {
    return place;
  }

  String path() {
    return outer == null ? "" : path(outer.path(), name);
  }

  int line() {
    return line;
  }

  private int depth() {
    return outer == null ? 1 : 1 + outer.depth();
  }
}
