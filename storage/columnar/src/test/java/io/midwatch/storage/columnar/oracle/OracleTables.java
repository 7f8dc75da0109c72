package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.FieldType;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.Tokens;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/*
 * spans     row  start_time  duration  context  f_<field>  n_<field>  k_<field>
 * items     row  key  type text number       one line per element of an attribute
 * contexts  context  origin  key  type text number
 *
 * f_ is the text of a canonical field, n_ its number, k_ its tokens between separators.
 */
/** The same items in an in-memory DuckDB. Not thread-safe. */
final class OracleTables implements AutoCloseable {
  static final List<CanonicalField> FIELDS =
      List.of(
          CanonicalField.NAME,
          CanonicalField.KIND,
          CanonicalField.STATUS,
          CanonicalField.STATUS_MESSAGE,
          CanonicalField.SERVICE,
          CanonicalField.DURATION,
          CanonicalField.URL_PATH,
          CanonicalField.ENDPOINT,
          CanonicalField.FAILED,
          CanonicalField.HTTP_STATUS,
          CanonicalField.HTTP_METHOD,
          CanonicalField.TRACE_ID,
          CanonicalField.PARENT_SPAN_ID,
          CanonicalField.USER,
          CanonicalField.TENANT,
          CanonicalField.ENVIRONMENT,
          CanonicalField.SCOPE_NAME,
          CanonicalField.EXCEPTION_TYPE,
          CanonicalField.SEVERITY,
          CanonicalField.SEVERITY_TEXT,
          CanonicalField.BODY);

  /** Fields whose tokens are kept, so that phrases can be asked for. */
  static final List<CanonicalField> TOKENS =
      List.of(
          CanonicalField.NAME,
          CanonicalField.URL_PATH,
          CanonicalField.STATUS_MESSAGE,
          CanonicalField.BODY);

  static final char SEPARATOR = '\u0001';

  private final DuckDBConnection connection;
  private final CanonicalReader reader = new CanonicalReader(IdentityKeys.DEFAULT);
  private final Map<String, Integer> keys = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<List<Object>, Integer> contexts = new HashMap<>();

  OracleTables() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    StringBuilder columns = new StringBuilder();
    for (CanonicalField field : FIELDS) {
      columns.append(", f_").append(field).append(" VARCHAR");
      columns.append(field.type() == FieldType.NUMBER ? ", n_" + field + " DOUBLE" : "");
      columns.append(TOKENS.contains(field) ? ", k_" + field + " VARCHAR" : "");
    }
    execute(
        "CREATE TABLE spans (row_no INTEGER, start_time BIGINT, duration BIGINT,"
            + " context INTEGER"
            + columns
            + ")");
    execute(
        "CREATE TABLE items (row_no INTEGER, key INTEGER, type VARCHAR, text VARCHAR, number DOUBLE)");
    execute(
        "CREATE TABLE contexts (context INTEGER, origin VARCHAR, key INTEGER, type VARCHAR,"
            + " text VARCHAR, number DOUBLE)");
  }

  <T> void load(OracleRows<T> sent) throws SQLException {
    try (DuckDBAppender rows = connection.createAppender("main", "spans");
        DuckDBAppender items = connection.createAppender("main", "items");
        DuckDBAppender context = connection.createAppender("main", "contexts")) {
      for (int row = 0; row < sent.rows(); row++) {
        if (sent.isRepeated(row)) {
          continue;
        }
        T item = sent.item(row);
        rows.beginRow().append(row);
        rows.append(sent.time(item)).append(sent.duration(item));
        rows.append(context(sent.resource(item), sent.scope(item), context));
        for (CanonicalField field : FIELDS) {
          addField(rows, field, sent.read(reader, item, field));
        }
        rows.endRow();
        int number = row;
        addAttributes(sent.attributes(item), items, line -> line.append(number));
      }
    }
  }

  private static void addField(
      DuckDBAppender rows, CanonicalField field, @Nullable AttributeValue value)
      throws SQLException {
    Cell cell = value == null ? null : Cell.scalar(value);
    append(rows, cell == null ? null : cell.text());
    if (field.type() == FieldType.NUMBER) {
      append(rows, cell == null ? null : cell.number());
    }
    if (TOKENS.contains(field)) {
      append(rows, cell == null ? null : tokens(cell.text()));
    }
  }

  /** The tokens of a text, each between separators. */
  static String tokens(String text) {
    StringBuilder joined = new StringBuilder().append(SEPARATOR);
    Tokens.of(text).forEach(token -> joined.append(token).append(SEPARATOR));
    return joined.toString();
  }

  private static void append(DuckDBAppender rows, @Nullable String text) throws SQLException {
    if (text == null) {
      rows.appendNull();
    } else {
      rows.append(text);
    }
  }

  private static void append(DuckDBAppender rows, @Nullable Double number) throws SQLException {
    if (number == null) {
      rows.appendNull();
    } else {
      rows.append(number.doubleValue());
    }
  }

  /** Begins a line of an attribute table. */
  private interface Line {
    void begin(DuckDBAppender rows) throws SQLException;
  }

  private void addAttributes(Attributes attributes, DuckDBAppender rows, Line line)
      throws SQLException {
    for (Map.Entry<String, AttributeValue> entry : attributes.asMap().entrySet()) {
      for (Cell cell : Cell.of(entry.getValue())) {
        rows.beginRow();
        line.begin(rows);
        rows.append(number(entry.getKey()));
        rows.append(cell.type()).append(cell.text());
        append(rows, cell.number());
        rows.endRow();
      }
    }
  }

  private int number(String key) {
    Integer known = keys.get(key);
    if (known != null) {
      return known;
    }
    keys.put(key, names.size());
    names.add(key);
    return names.size() - 1;
  }

  private int context(Resource resource, InstrumentationScope scope, DuckDBAppender rows)
      throws SQLException {
    List<Object> both = List.of(resource, scope);
    Integer known = contexts.get(both);
    if (known != null) {
      return known;
    }
    int number = contexts.size();
    contexts.put(both, number);
    addAttributes(resource.attributes(), rows, line -> line.append(number).append("RESOURCE"));
    addAttributes(scope.attributes(), rows, line -> line.append(number).append("SCOPE"));
    return number;
  }

  /** The number of an attribute's key in the tables, -1 for one that no row has. */
  int key(String name) {
    return keys.getOrDefault(name, -1);
  }

  /** The key of a number. */
  String keyName(int number) {
    return names.get(number);
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Reads one line of a result. */
  interface Reading<T> {
    T read(ResultSet line) throws SQLException;
  }

  <T> List<T> list(String sql, Reading<T> reading) {
    try (Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (lines.next()) {
        all.add(reading.read(lines));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
