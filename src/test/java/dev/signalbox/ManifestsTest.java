package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped beside the program says nothing that the program does not know. */
class ManifestsTest {

  private static final Path MANIFESTS = Path.of("manifests");
  private static final Pattern METRIC = Pattern.compile("\\b(?:signalbox|jvm)_[a-z_]+\\b");

  @Test
  void every_metric_of_the_dashboard_exists_and_every_metric_of_ours_is_on_it() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(MANIFESTS.resolve("grafana/dashboard.json").toFile());
    Set<String> named = new TreeSet<>();
    Set<Integer> ids = new TreeSet<>();
    assertThat(dashboard.path("panels")).isNotEmpty();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("targets")).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asText();
        assertThat(balanced(expression)).as(expression).isTrue();
        named.addAll(metrics(expression));
      }
    }
    dashboard
        .path("templating")
        .path("list")
        .forEach(variable -> named.addAll(metrics(variable.path("definition").asText())));
    Map<String, String> told = table();
    Set<String> known = new TreeSet<>(told.keySet());
    told.forEach((metric, type) -> {
      if (type.equals("histogram")) {
        known.addAll(List.of(metric + "_bucket", metric + "_sum", metric + "_count"));
      }
    });
    assertThat(known).containsAll(named);
    assertThat(told.keySet().stream().filter(metric -> metric.startsWith("signalbox_")))
        .allMatch(metric -> named.stream().anyMatch(used -> used.startsWith(metric)));
  }

  private static boolean balanced(String expression) {
    return Stream.of("()", "{}", "[]")
        .allMatch(pair -> expression.chars().filter(c -> c == pair.charAt(0)).count()
            == expression.chars().filter(c -> c == pair.charAt(1)).count());
  }

  private static List<String> metrics(String expression) {
    return METRIC.matcher(expression).results().map(found -> found.group()).toList();
  }

  private static Map<String, String> table() throws IOException {
    return Files.readAllLines(MANIFESTS.resolve("grafana/metrics.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\s*\\|\\s*", -1))
        .collect(Collectors.toMap(cells -> cells[1].replace("`", ""), cells -> cells[2]));
  }

  @Test
  void the_unit_starts_what_there_is_and_does_not_repeat_what_cannot_succeed() throws IOException {
    Map<String, List<String>> unit = unit();
    assertThat(unit.keySet().stream().map(key -> key.split("/", -1)[0]).distinct())
        .containsExactlyInAnyOrder("Unit", "Service", "Install");
    List<String> start = List.of(unit.get("Service/ExecStart").get(0).split(" ", -1));
    assertThat(start.get(0)).isEqualTo("/opt/signalbox/bin/signalbox");
    StringWriter help = new StringWriter();
    assertThat(Signalbox.run(
            new PrintWriter(help, true), new PrintWriter(help, true), start.get(1), "--help"))
        .isEqualTo(Exit.OK);
    assertThat(start.subList(2, start.size()).stream().filter(word -> word.startsWith("--")))
        .isNotEmpty()
        .allMatch(option -> help.toString().contains(option));
    assertThat(unit.get("Service/Restart")).containsExactly("on-failure");
    assertThat(unit.get("Service/RestartPreventExitStatus").get(0).split(" ", -1))
        .containsExactlyInAnyOrder(
            Stream.of(Exit.USAGE, Exit.CANT_CREATE, Exit.NO_PERMISSION, Exit.CONFIG)
                .map(String::valueOf)
                .toArray(String[]::new));
    assertThat(unit)
        .containsEntry("Service/NoNewPrivileges", List.of("yes"))
        .containsEntry("Service/ProtectSystem", List.of("strict"))
        .containsEntry("Service/DynamicUser", List.of("yes"))
        .doesNotContainKey("Service/MemoryDenyWriteExecute");
  }

  private static Map<String, List<String>> unit() throws IOException {
    Map<String, List<String>> unit = new HashMap<>();
    String section = "";
    for (String line : Files.readAllLines(MANIFESTS.resolve("systemd/signalbox.service"))) {
      Matcher header = Pattern.compile("\\[([A-Z][a-z]+)]").matcher(line);
      Matcher setting = Pattern.compile("([A-Z][A-Za-z]+)=(.*)").matcher(line);
      if (header.matches()) {
        section = header.group(1);
      } else if (setting.matches()) {
        unit.computeIfAbsent(section + "/" + setting.group(1), key -> new ArrayList<>())
            .add(setting.group(2));
      } else {
        assertThat(line).matches("|#.*");
      }
    }
    return unit;
  }

  @Test
  void the_container_runs_what_the_archive_holds_as_nobody_special() throws IOException {
    List<String> lines = Files.readString(MANIFESTS.resolve("container/Containerfile"))
        .replaceAll("(?m)^\\s*#.*\n", "")
        .replace("\\\n", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
    Map<String, String> steps = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      assertThat(words[0])
          .isIn(
              "FROM", "ADD", "RUN", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT", "CMD");
      steps.put(words[0], words[1]);
    }
    assertThat(lines.get(0)).startsWith("FROM ");
    assertThat(steps.get("USER")).doesNotContain("root").matches("[1-9][0-9]*:[1-9][0-9]*");
    assertThat(steps.get("ENTRYPOINT")).isEqualTo("[\"/opt/signalbox/bin/signalbox\"]");
    JsonNode command = new ObjectMapper().readTree(steps.get("CMD"));
    assertThat(command.get(0).asText()).isEqualTo("serve");
    assertThat(steps.get("ADD")).startsWith("target/signalbox-*.tar.gz ");
  }
}
