package dev.signalbox.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database file as another program sees it. */
final class Raw implements AutoCloseable {

  private final Connection connection;

  Raw(Path directory) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file(directory));
    run("PRAGMA foreign_keys = ON");
  }

  static Path file(Path directory) {
    return directory.resolve("signalbox.db");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String text(String sql) throws SQLException {
    List<String> rows = rows(sql);
    return rows.isEmpty() ? "" : rows.get(0);
  }

  /** The first column of every row. */
  List<String> rows(String sql) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  /** How SQLite would find the answer. */
  List<String> plan(String query) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }

  /** Every row of every table, to compare. */
  List<String> everything() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String table :
        rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'flyway%'")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          StringBuilder row = new StringBuilder(table);
          for (int i = 1; i <= columns; i++) {
            row.append('|').append(rows.getString(i));
          }
          all.add(row.toString());
        }
      }
    }
    return all;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
