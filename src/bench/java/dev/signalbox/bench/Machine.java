package dev.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** What the figures were measured on; without it they say nothing. */
record Machine(
    String processor, int cores, long memoryGb, String system, String java, String disk) {

  private static final int SYNCS = 200;
  private static final int PAGE = 4_096;

  static Machine here(Path folder) {
    return new Machine(
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1e6),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        String.format(Locale.ROOT, "a write made durable in %.2f ms (median)", syncMillis(folder)));
  }

  private static String line(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(one -> one.startsWith(name))
          .map(one -> one.substring(one.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    } catch (IOException e) {
      return "0";
    }
  }

  /** How long the disk takes to make one page durable: no commit can be faster. */
  private static double syncMillis(Path folder) {
    double[] millis = new double[SYNCS];
    Path file = folder.resolve("sync");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long begun = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE));
        channel.force(false);
        millis[i] = (System.nanoTime() - begun) / 1e6;
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the disk could not be timed", e);
    }
    Arrays.sort(millis);
    return millis[SYNCS / 2];
  }

  @Override
  public String toString() {
    return processor + ", " + cores + " cores, " + memoryGb + " GB; " + system + "; " + java + "; "
        + disk;
  }
}
