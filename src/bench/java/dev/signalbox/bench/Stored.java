package dev.signalbox.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a server that was stopped has left in its file. */
final class Stored {

  private Stored() {}

  /** How many tasks there are; in one state, unless it is {@code %}. */
  static long tasks(Path data, String state) {
    return number(data, "SELECT count(*) FROM task WHERE state LIKE '" + state + "'");
  }

  /** Whether SQLite finds every page and every index in order. */
  static boolean sound(Path data) {
    return number(data, "SELECT integrity_check = 'ok' FROM pragma_integrity_check LIMIT 1") == 1;
  }

  static long number(Path data, String sql) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signalbox.db"));
        var rows = connection.createStatement().executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
