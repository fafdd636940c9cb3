package dev.signalbox.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The figures as JSON. */
final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Report() {}

  static void write(Path file, Machine machine, double scale, List<Figure> figures) {
    ObjectNode all = JSON.createObjectNode();
    all.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("scale", scale);
    all.set("machine", JSON.valueToTree(machine));
    ArrayNode rows = all.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode row = rows.addObject()
          .put("chapter", figure.chapter())
          .put("name", figure.name())
          .put("value", figure.value())
          .put("unit", figure.unit());
      if (figure.goal().sense() != Goal.Sense.NONE) {
        row.put("goal", figure.goal().toString()).put("met", figure.met());
      }
    }
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file, e);
    }
  }
}
