package dev.signalbox;

import dev.signalbox.settings.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where settings and data are; the same options on every command that needs them. */
final class SettingsOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Without it: one team main with lanes build, docs,"
          + " review and the person you.")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory; wins over the file. Default: ./data")
  private @Nullable Path data;

  boolean configured() {
    return config != null;
  }

  Settings read() {
    Settings settings = config == null ? Settings.defaults() : Settings.read(config);
    settings.teams().values().forEach(Crons::checked);
    return data == null ? settings : settings.withData(data);
  }
}
