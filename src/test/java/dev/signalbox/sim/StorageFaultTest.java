package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Command;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.ledger.Saboteur.Fault;
import dev.signalbox.ledger.Saboteur.When;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever call to storage fails, however: a command is done wholly or not at all, a yes is in the
 * file, a no may be asked again under its key and is done once, and the desk lives on.
 */
@Tag("slow")
@Timeout(1200)
class StorageFaultTest {

  @TempDir
  Path directory;

  private int keys;

  static Set<Class<? extends Command>> verbs() {
    return Deeds.all().keySet();
  }

  @Test
  void every_command_has_a_deed() {
    assertThat(verbs())
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(
            Deeds.commands().stream().map(Class::getName).toList());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void whichever_call_fails_and_however_a_command_is_done_once(Class<? extends Command> verb)
      throws SQLException {
    Deeds.Deed deed = Deeds.all().get(verb);
    try (Stage stage = new Stage(directory)) {
      List<String> effect = effect(stage, verb, deed);
      Faults.goThrough((call, fault) -> survives(stage, deed, call, fault, effect));
      stage.reopened(directory);
    }
  }

  /** What it does when nothing fails. */
  private List<String> effect(Stage stage, Class<? extends Command> verb, Deeds.Deed deed)
      throws SQLException {
    stage.clear();
    Request request = keyed(deed.ready(stage));
    assertThat(request.command()).isExactlyInstanceOf(verb);
    long before = stage.last();
    assertThat(stage.ask(request).refusal()).isNull();
    stage.whole();
    return stage.since(before);
  }

  private Request keyed(Request request) {
    return request.keyed(new Request.Key("k" + ++keys, "h"));
  }

  private boolean survives(Stage stage, Deeds.Deed deed, int call, Fault fault, List<String> effect)
      throws SQLException {
    String what = "call " + call + " failed with " + fault;
    stage.clear();
    Request request = keyed(deed.ready(stage));
    long before = stage.last();
    stage.saboteur.arm(call, fault);
    Reply first = stage.ask(request);
    boolean struck = stage.struck();
    List<String> done = stage.since(before);
    stage.whole();
    if (first.accepted()) {
      assertThat(done).as(what).isEqualTo(effect);
    } else {
      assertThat(struck).as("refused without a cause: %s", first.refusal()).isTrue();
      assertThat(first.refusal().code()).as(what).isIn(Faults.told(fault));
      if (fault.when() != When.AFTER) {
        assertThat(done).as(what).isEmpty();
      }
    }
    stage.recover();
    Reply again = stage.ask(request);
    assertThat(again.refusal()).as("once more after " + what).isNull();
    assertThat(stage.since(before)).as("once more after " + what).isEqualTo(effect);
    if (first.accepted()) {
      assertThat(again.replayed()).isTrue();
      assertThat(again.answer()).isEqualTo(first.answer());
    }
    stage.whole();
    return struck;
  }
}
