package io.midwatch.ui.table;

import io.midwatch.query.window.Window;
import io.midwatch.ui.format.ShownText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * A table as comma-separated values (RFC 4180): a head, then a line a row; durations in seconds,
 * what is not known empty. A text that a spreadsheet would take for a formula begins with an
 * apostrophe; characters that are not seen become visible; a text is cut at what a cell of a
 * spreadsheet holds. Not thread-safe.
 *
 * <pre>
 * tenant,requests,failed
 * northwind,312,24
 * </pre>
 */
public final class CsvTable {
  private static final String END = "\r\n";

  /** Less than the 32,767 of most spreadsheets, for quotes are doubled. */
  private static final int LONGEST = 16_000;

  /** What begins a formula, also in the wide forms of East Asia. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private final String name;
  private final List<String> head;
  private boolean compares = true;
  private final List<String> lines = new ArrayList<>();

  /** A table of the file {@code name.csv} with its column names. */
  public CsvTable(String name, String... head) {
    this.name = name;
    this.head = List.of(head);
    lines.add(line(this.head));
  }

  /**
   * Leaves the columns {@code …_before} of what follows empty where there is no period to compare
   * with.
   */
  public CsvTable comparing(Window window) {
    compares = window.compares();
    return this;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it has not as many values as the head
   */
  public CsvTable row(@Nullable Object... values) {
    if (values.length != head.size()) {
      throw new IllegalArgumentException("expected " + head.size() + " values: " + values.length);
    }
    @Nullable Object[] row = values.clone();
    for (int i = 0; !compares && i < row.length; i++) {
      if (head.get(i).endsWith("_before")) {
        row[i] = null;
      }
    }
    lines.add(line(Arrays.asList(row)));
    return this;
  }

  /** Nanoseconds as the seconds of a cell. */
  public static @Nullable Double seconds(@Nullable Double nanos) {
    return nanos == null ? null : nanos / 1e9;
  }

  /** The answer of a controller. */
  public ResponseEntity<String> answer() {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
        .body(toString());
  }

  @Override
  public String toString() {
    return String.join("", lines);
  }

  private static String line(List<? extends @Nullable Object> values) {
    StringJoiner line = new StringJoiner(",", "", END);
    values.forEach(value -> line.add(cell(value)));
    return line.toString();
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    String text = ShownText.cut(value.toString(), LONGEST);
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
