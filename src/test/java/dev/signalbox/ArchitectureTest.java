package dev.signalbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The drawing of the house, in a form that fails. Update it on purpose or not at all. */
class ArchitectureTest {

  private static final String ROOT = "dev.signalbox.";

  private static final JavaClasses HOUSE = new ClassFileImporter()
      .withImportOption(location -> !location.contains("/test-classes/"))
      .importPackages("dev.signalbox");

  /** Which packages of ours each package may use. The root wires all of them. */
  private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
      Map.entry("board", Set.of()),
      Map.entry("desk", Set.of("board")),
      Map.entry("ledger", Set.of("board", "desk")),
      Map.entry("talk", Set.of("board", "desk", "slips")),
      Map.entry("local", Set.of("talk", "board", "desk", "web")),
      Map.entry("slack", Set.of("talk", "board", "web")),
      Map.entry("discord", Set.of("talk", "board")),
      Map.entry("agents", Set.of("board", "desk", "web", "slips")),
      Map.entry("timer", Set.of("board", "desk")),
      Map.entry("slips", Set.of()),
      Map.entry("logs", Set.of()),
      Map.entry("metrics", Set.of("board", "desk", "web")),
      Map.entry("web", Set.of()),
      Map.entry("settings", Set.of("board", "slips")),
      Map.entry("demo", Set.of("board", "desk", "talk")));

  /** Each foreign library and the only packages that may know it. */
  private static final Map<String, Set<String>> OWNERS = Map.ofEntries(
      Map.entry("java.sql", Set.of("ledger")),
      Map.entry("javax.sql", Set.of("ledger")),
      Map.entry("org.sqlite", Set.of("ledger")),
      Map.entry("org.flywaydb", Set.of("ledger")),
      Map.entry("org.quartz", Set.of("timer")),
      Map.entry("org.eclipse.jetty", Set.of("web")),
      Map.entry("gg.jte", Set.of("local")),
      Map.entry("ch.qos.logback", Set.of("logs")),
      Map.entry("io.micrometer", Set.of("metrics")),
      Map.entry("io.prometheus", Set.of("metrics")),
      Map.entry("com.slack", Set.of("slack")),
      Map.entry("net.dv8tion", Set.of("discord")),
      Map.entry("okhttp3", Set.of("slack", "discord")),
      Map.entry("org.java_websocket", Set.of("slack")),
      Map.entry("com.google.gson", Set.of("slack")),
      Map.entry("com.fasterxml.jackson.dataformat.yaml", Set.of("settings")),
      Map.entry("picocli", Set.of("")));

  static List<String> packages() {
    return ARROWS.keySet().stream().sorted().toList();
  }

  static List<String> libraries() {
    return OWNERS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void arrows_go_only_as_drawn(String name) {
    Set<String> may = ARROWS.get(name);
    noClasses()
        .that(in(name))
        .should()
        .dependOnClassesThat(DescribedPredicate.describe(
            "are ours and outside of " + may,
            type -> ours(type) && !area(type).equals(name) && !may.contains(area(type))))
        .check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_library_is_known_by_its_owner_alone(String library) {
    Set<String> owners = OWNERS.get(library);
    noClasses()
        .that(DescribedPredicate.describe(
            "are not in " + owners, type -> ours(type) && !owners.contains(area(type))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(HOUSE);
  }

  @Test
  void the_board_knows_java_and_null_annotations_only() {
    classes()
        .that(in("board"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.signalbox.board..")
        .check(HOUSE);
  }

  @Test
  void the_board_has_no_clock_no_randomness_and_no_threads() {
    noClasses()
        .that(in("board"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.concurrent..", "java.io..", "java.nio..", "java.util.random..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .accessClassesThat()
        .areAssignableTo(Thread.class)
        .check(HOUSE);
  }

  @Test
  void the_wall_clock_is_read_by_nobody_but_what_the_root_hands_out() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(HOUSE);
  }

  private static DescribedPredicate<JavaClass> in(String name) {
    return DescribedPredicate.describe("are in " + name, type -> area(type).equals(name));
  }

  private static boolean ours(JavaClass type) {
    return type.getPackageName().startsWith("dev.signalbox");
  }

  /** The package below the root, empty for the root itself. */
  private static String area(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return ours(type) ? "" : name;
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
