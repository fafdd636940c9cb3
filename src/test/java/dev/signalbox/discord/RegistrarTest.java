package dev.signalbox.discord;

import static dev.signalbox.discord.DiscordHall.PRIYA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.talk.dialect.Sign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Discord is told of the commands when it knows others, and only then. */
@Timeout(60)
class RegistrarTest {

  @TempDir
  Path directory;

  private DiscordHall hall;

  @BeforeEach
  void open() {
    hall = new DiscordHall(directory);
  }

  @AfterEach
  void close() {
    hall.judge();
    hall.close();
  }

  private List<Sign> signs() {
    return hall.door.examine(List.of(DiscordHall.ROOM.name())).join();
  }

  @Test
  void after_two_starts_they_were_told_once() {
    assertThat(hall.discord.calls("commands.put")).isEqualTo(1);
    hall.restart();
    assertThat(hall.discord.calls("commands.put")).isEqualTo(1);
    assertThat(hall.discord.calls("commands.get")).isEqualTo(2);
  }

  @Test
  void what_somebody_changed_by_hand_is_told_again() {
    hall.discord.commands.find("board", 1).orElseThrow().put("description", "Mine");
    hall.restart();
    assertThat(hall.discord.calls("commands.put")).isEqualTo(2);
    assertThat(hall.discord
            .commands
            .find("board", 1)
            .orElseThrow()
            .path("description")
            .asText())
        .isNotEqualTo("Mine");
    hall.discord.commands.forget();
    hall.restart();
    assertThat(hall.discord.calls("commands.put")).isEqualTo(3);
    assertThat(hall.uses(PRIYA, "board", Map.of()).text()).contains("Board");
  }

  @Test
  void where_discord_does_not_take_them_the_doctor_says_so_and_the_rest_goes_on() throws Exception {
    hall.discord.commands.forget();
    hall.discord.refuse("commands.put", 50_001);
    hall.untold();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> hall.discord.calls("commands.put") == 2 && signs().size() == 3);
    assertThat(signs()).anySatisfy(sign -> {
      assertThat(sign.what()).isEqualTo("Discord was not told of the commands.");
      assertThat(sign.fix()).contains("next start");
    });
    hall.bench.joins("ada", "build");
    hall.deliver();
    assertThat(hall.inChannel()).isNotEmpty();
    hall.discord.allow("commands.put");
  }
}
