package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process for a data directory. */
class DirectoryLockTest {

  @TempDir
  Path directory;

  @Test
  void this_process_takes_it_once_and_again_when_it_is_free() {
    DirectoryLock first = DirectoryLock.take(directory);
    assertThat(DirectoryLock.tryTake(directory)).isEmpty();
    assertThatThrownBy(() -> DirectoryLock.take(directory))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED))
        .hasMessageContaining("pid " + ProcessHandle.current().pid());
    first.close();
    first.close();
    DirectoryLock.take(directory).close();
  }

  @Test
  void a_link_leads_to_the_same_lock() throws IOException {
    Path link = Files.createSymbolicLink(
        directory.resolve("link"), Files.createDirectory(directory.resolve("data")));
    try (DirectoryLock lock = DirectoryLock.take(directory.resolve("data"))) {
      assertThat(lock.directory()).isEqualTo(directory.resolve("data").toRealPath());
      assertThat(DirectoryLock.tryTake(link)).isEmpty();
    }
  }

  @Test
  void a_store_that_is_not_opened_gives_it_back() throws IOException {
    Files.writeString(Raw.file(directory), "no database");
    assertThatThrownBy(() -> Store.open(directory, Store.Options.DEFAULT))
        .isInstanceOf(LedgerException.class);
    DirectoryLock.take(directory).close();
  }

  @Test
  @Tag("process")
  void another_process_keeps_it_until_it_ends_however_it_ends()
      throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(
        directory.resolve("link"), Files.createDirectory(directory.resolve("data")));
    Process holder = holder(link);
    try (BufferedReader said = new BufferedReader(
        new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("taken");
      assertThatThrownBy(() -> Store.open(directory.resolve("data"), Store.Options.DEFAULT))
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCKED))
          .hasMessageContaining("pid " + holder.pid() + " on ");
      assertThat(DirectoryLock.tryTake(directory.resolve("data"))).isEmpty();
      holder.destroyForcibly().waitFor();
      assertThat(directory.resolve("data/lock")).exists();
      Store.open(directory.resolve("data"), Store.Options.DEFAULT).close();
    } finally {
      holder.destroyForcibly();
    }
  }

  private static Process holder(Path data) throws IOException {
    return new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            data.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Takes the lock, says so, and keeps it until its input ends. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      DirectoryLock lock = DirectoryLock.take(Path.of(arguments[0]));
      System.out.println("taken");
      if (System.in.read() < 0) {
        lock.close();
      }
    }
  }
}
