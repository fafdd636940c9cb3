package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scrape, read strictly: what is not of Prometheus's text format fails. */
final class Exposition {

  private static final Pattern SAMPLE = Pattern.compile(
      "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9.]+(?:[eE][-+]?[0-9]+)?|NaN|[-+]Inf)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");

  /** A line with a number. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, String> helps = new LinkedHashMap<>();
  private final List<Sample> samples = new java.util.ArrayList<>();

  Exposition(String text) {
    assertThat(text).endsWith("\n");
    text.lines().forEach(this::line);
  }

  private void line(String line) {
    String[] words = line.split(" ", 4);
    if (line.startsWith("# HELP ")) {
      assertThat(helps.put(words[2], words[3])).as("told twice: %s", line).isNull();
    } else if (line.startsWith("# TYPE ")) {
      assertThat(words[3]).isIn("counter", "gauge", "histogram", "summary");
      assertThat(types.put(words[2], words[3])).as("told twice: %s", line).isNull();
    } else {
      samples.add(sample(line));
    }
  }

  private Sample sample(String line) {
    Matcher m = SAMPLE.matcher(line);
    assertThat(m.matches()).as("a sample: %s", line).isTrue();
    Map<String, String> labels = new TreeMap<>();
    String text = m.group(2) == null ? "" : m.group(2);
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      assertThat(labels.put(label.group(1), label.group(2))).as("%s", line).isNull();
      end = label.end();
    }
    assertThat(end).as("labels of %s", line).isEqualTo(text.length());
    Sample sample =
        new Sample(m.group(1), labels, Double.parseDouble(m.group(3).replace("Inf", "Infinity")));
    String family = family(sample.name());
    assertThat(types).as("the type of %s stands before it", line).containsKey(family);
    assertThat(helps).as("the help of %s stands before it", line).containsKey(family);
    return sample;
  }

  private String family(String sample) {
    String base = sample.replaceFirst("_(bucket|sum|count)$", "");
    return types.containsKey(base) && !types.containsKey(sample) ? base : sample;
  }

  /** Families and their types. */
  Map<String, String> types() {
    return types;
  }

  List<Sample> samples() {
    return samples;
  }

  /** Names of the labels of a family, but for {@code le}. */
  Set<String> labels(String family) {
    Set<String> names = new TreeSet<>();
    samples.stream()
        .filter(sample -> family(sample.name()).equals(family))
        .forEach(sample -> names.addAll(sample.labels().keySet()));
    names.remove("le");
    return names;
  }

  /** The sum of all samples of a name that have these labels: name, value, name, value. */
  double sum(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> {
          for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
              return false;
            }
          }
          return true;
        })
        .mapToDouble(Sample::value)
        .sum();
  }
}
