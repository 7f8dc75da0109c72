package io.midwatch.storage.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement with its arguments.
 *
 * <pre>
 * new Sql("SELECT revision FROM error_state WHERE group_id = ?", "3f1c")
 * </pre>
 */
final class Sql {
  private final StringBuilder text;
  private final List<@Nullable Object> arguments = new ArrayList<>();

  /** Makes something of a row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Sql(String text, @Nullable Object... arguments) {
    this.text = new StringBuilder(text);
    this.arguments.addAll(Arrays.asList(arguments));
  }

  /** Adds to the text; the text must not hold anything that was sent. */
  Sql add(String more, @Nullable Object... further) {
    text.append(' ').append(more);
    arguments.addAll(Arrays.asList(further));
    return this;
  }

  /** Adds the text when the argument is given. */
  Sql addIf(@Nullable Object argument, String more) {
    return argument == null ? this : add(more, argument);
  }

  /** Rows that were changed. */
  int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepared(connection)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> rows(Connection connection, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = prepared(connection);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(rows));
      }
      return read;
    }
  }

  private PreparedStatement prepared(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    try {
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** A whole number that may be absent. */
  static @Nullable Long findLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
