package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data belong to one process; whoever comes second is told whose, or asks that one. */
@Tag("process")
@Timeout(180)
class SecondProcessTest {

  private static final String ONLY_A_TOKEN = "sbx_[A-Za-z0-9_-]{40,60}\\R";

  @TempDir
  Path home;

  @Test
  void a_second_server_on_the_same_data_is_told_who_has_them() throws Exception {
    Path data = home.resolve("data");
    Path link = Files.createSymbolicLink(home.resolve("link"), data);
    try (RealServer first = RealServer.start(home, data)) {
      String token = first.enrol("ada", "build");
      for (Path way : new Path[] {data, link}) {
        Ran second = Shell.run(home, "serve", "--port", "0", "--data", way.toString());
        assertThat(second.exit()).as("%s", second).isEqualTo(73);
        assertThat(second.err()).contains("pid " + first.pid());
        assertThat(second.err()).doesNotContain("\tat ");
      }
      assertThat(first.post(token, RealServer.verb("heartbeat")).status()).isEqualTo(200);
      assertThat(first.post(token, RealServer.verb("new").put("title", "on")).status())
          .isEqualTo(200);
      assertThat(data.resolve("control.json")).content().contains(String.valueOf(first.pid()));
    }
  }

  @Test
  void agents_are_added_listed_and_removed_beside_a_running_server() throws Exception {
    String data = home.resolve("data").toString();
    try (RealServer server = RealServer.start(home, Path.of(data))) {
      Ran added = Shell.run(home, "agent", "add", "ada", "--lane", "build", "--data", data);
      assertThat(added.exit()).as("%s", added).isEqualTo(0);
      assertThat(added.out()).matches(ONLY_A_TOKEN);
      String token = added.out().strip();
      assertThat(server.post(token, RealServer.verb("heartbeat")).status()).isEqualTo(200);

      Ran listed = Shell.run(home, "agent", "list", "--data", data);
      assertThat(listed.exit()).as("%s", listed).isEqualTo(0);
      assertThat(listed.out().lines()).singleElement().asString().startsWith("ada\tbuild\tactive");

      Ran removed = Shell.run(home, "agent", "remove", "ada", "--data", data);
      assertThat(removed.exit()).as("%s", removed).isEqualTo(0);
      assertThat(removed.out()).isEmpty();
      Awaitility.await("the token ends")
          .atMost(Duration.ofSeconds(1))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> server.post(token, RealServer.verb("heartbeat")).status() == 401);

      Ran again = Shell.run(home, "agent", "remove", "nobody", "--data", data);
      assertThat(again.exit()).as("%s", again).isEqualTo(1);
      assertThat(again.out()).isEmpty();
      assertThat(again.err()).contains("nobody");
    }
  }

  @Test
  void agents_are_added_without_a_server_and_a_lock_left_behind_is_no_obstacle() throws Exception {
    Path data = home.resolve("data");
    Ran added =
        Shell.run(home, "agent", "add", "ada", "--lane", "build", "--data", data.toString());
    assertThat(added.exit()).as("%s", added).isEqualTo(0);
    assertThat(added.out()).matches(ONLY_A_TOKEN);
    String ada = added.out().strip();
    try (RealServer server = RealServer.start(home, data)) {
      assertThat(server.post(ada, RealServer.verb("heartbeat")).status()).isEqualTo(200);
      server.kill9();
    }
    assertThat(data.resolve("lock")).isNotEmptyFile();
    assertThat(data.resolve("control.json")).exists();

    Ran more = Shell.run(home, "agent", "add", "bob", "--lane", "docs", "--data", data.toString());
    assertThat(more.exit()).as("%s", more).isEqualTo(0);
    assertThat(more.out()).matches(ONLY_A_TOKEN);

    try (RealServer server = RealServer.start(home, data)) {
      String bob = more.out().strip();
      assertThat(server.post(ada, RealServer.verb("heartbeat")).status()).isEqualTo(200);
      assertThat(server.post(bob, RealServer.verb("heartbeat")).status()).isEqualTo(200);
    }
  }
}
