package dev.signalbox.ledger;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of an answer, by the names of its columns, in our words. */
final class Row {

  /** Makes something of a row. */
  @FunctionalInterface
  interface To<T> {
    T from(Row row) throws SQLException;
  }

  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  String text(String column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      throw new SQLException("column " + column + " is empty");
    }
    return text;
  }

  @Nullable
  String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  String textOr(String column, String otherwise) throws SQLException {
    String text = rows.getString(column);
    return text == null ? otherwise : text;
  }

  <T> @Nullable T orNull(String column, Function<String, T> of) throws SQLException {
    String text = rows.getString(column);
    return text == null ? null : of.apply(text);
  }

  int number(String column) throws SQLException {
    return rows.getInt(column);
  }

  long big(String column) throws SQLException {
    return rows.getLong(column);
  }

  boolean flag(String column) throws SQLException {
    return rows.getInt(column) != 0;
  }

  Instant time(String column) throws SQLException {
    return Times.parse(text(column));
  }

  @Nullable
  Instant timeOrNull(String column) throws SQLException {
    return orNull(column, Times::parse);
  }

  <E extends Enum<E>> E word(Class<E> type, String column) throws SQLException {
    return Enum.valueOf(type, text(column).toUpperCase(Locale.ROOT));
  }

  <E extends Enum<E>> @Nullable E wordOrNull(Class<E> type, String column) throws SQLException {
    return orNull(column, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  TeamId team(String column) throws SQLException {
    return new TeamId(text(column));
  }

  TaskId task(String column) throws SQLException {
    return new TaskId(number(column));
  }

  @Nullable
  TaskId taskOrNull(String column) throws SQLException {
    int number = rows.getInt(column);
    return number == 0 ? null : new TaskId(number);
  }

  AgentId agent(String column) throws SQLException {
    return new AgentId(text(column));
  }

  LaneId lane(String column) throws SQLException {
    return new LaneId(text(column));
  }

  PersonId person(String column) throws SQLException {
    return new PersonId(text(column));
  }

  Actor actor(String column) throws SQLException {
    return Actor.parse(text(column));
  }

  Subject subject(String column) throws SQLException {
    return Subject.parse(text(column));
  }
}
