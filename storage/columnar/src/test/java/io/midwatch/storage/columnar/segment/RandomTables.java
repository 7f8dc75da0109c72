package io.midwatch.storage.columnar.segment;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Bytes;
import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.segment.ArrayTable.ArrayCoded;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Tables with columns of many shapes; the same seed makes the same tables. */
final class RandomTables {
  private static final long NOW = 1_763_776_800_000_000_000L;
  private static final double[] ODD = {
    -0.0,
    0.0,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8000000000001L),
    Double.MIN_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random;

  RandomTables(long seed) {
    random = new Random(seed);
  }

  ArrayTable table(int rows) {
    TableSchema schema =
        new TableSchema(
            Signal.TRACES,
            "time",
            List.of(
                Column.numbers("time"),
                Column.numbers("steady"),
                Column.numbers("spiky"),
                Column.numbers("wide"),
                Column.numbers("constant"),
                Column.random("id"),
                Column.reference("parent", "id"),
                Column.indexed("trace"),
                Column.coded("name"),
                Column.coded("context"),
                Column.coded("absent"),
                Column.coded("outside"),
                Column.coded("unique"),
                Column.blobs("rest"),
                Column.tokens("body")));
    ArrayTable table = new ArrayTable(schema, ArrayTable.ids(rows, 1 + random.nextInt(700)));
    numbers(table, "time", row -> NOW + random.nextInt(1_000_000) * 1000L);
    numbers(table, "steady", row -> NOW + row * 15_000_000_000L);
    numbers(
        table, "spiky", row -> random.nextInt(200) == 0 ? random.nextLong() : random.nextInt(900));
    int width = random.nextInt(65);
    numbers(table, "wide", row -> width == 0 ? 5 : random.nextLong() >>> (64 - width));
    numbers(table, "constant", row -> Long.MIN_VALUE);
    numbers(table, "id", row -> random.nextLong());
    parents(table, rows);
    List<Bytes> traces = new ArrayList<>();
    coded(table, "trace", row -> trace(traces, row), random.nextBoolean() ? 1 << 20 : rows / 20);
    coded(table, "name", row -> AttributeValue.of("GET /käse/" + random.nextInt(50)), 100);
    coded(table, "context", row -> AttributeValue.of("pod-" + row / 500), 1000);
    coded(table, "absent", row -> null, 10);
    coded(table, "outside", row -> AttributeValue.of(random.nextLong()), 0);
    coded(table, "unique", this::odd, 1 << 20);
    table.blobs.put("rest", blobs(rows, row -> random.nextInt(20) == 0 ? bytes(200) : new byte[0]));
    table.blobs.put("body", blobs(rows, this::body));
    attribute(
        table, "http.status_code", row -> random.nextInt(3) == 0 ? AttributeValue.of(200L) : null);
    attribute(table, "user", row -> AttributeValue.of("u" + random.nextInt(5000)));
    attribute(table, "rare", row -> random.nextInt(3000) == 0 ? odd(row) : null);
    attribute(table, "never", row -> null);
    return table;
  }

  /** The same with columns for the encodings that format version 2 brought. */
  ArrayTable tableOfVersion2(int rows) {
    ArrayTable table = table(rows);
    List<Column> columns = new ArrayList<>(table.schema().columns());
    columns.add(Column.numbers("sparse"));
    columns.add(Column.numbers("senders"));
    ArrayTable wider = table.withSchema(new TableSchema(Signal.TRACES, "time", columns));
    numbers(wider, "sparse", row -> random.nextInt(3) == 0 ? 0 : random.nextLong());
    long[] time = {NOW};
    numbers(
        wider,
        "senders",
        row -> time[0] = row % 90 == 0 ? NOW + row : time[0] + random.nextInt(1_000_000));
    return wider;
  }

  /** Few rows, many attributes. */
  ArrayTable wideTable(int keys, int rows) {
    ArrayTable table =
        new ArrayTable(
            new TableSchema(Signal.LOGS, "time", List.of(Column.numbers("time"))),
            ArrayTable.ids(rows, rows));
    numbers(table, "time", row -> NOW + row);
    for (int key = 0; key < keys; key++) {
      attribute(table, "key." + key, row -> random.nextInt(4) == 0 ? odd(row) : null);
    }
    return table;
  }

  private @Nullable AttributeValue trace(List<Bytes> traces, int row) {
    if (random.nextInt(50) == 0) {
      return null;
    }
    if (traces.isEmpty() || random.nextInt(6) == 0) {
      long high = random.nextBoolean() ? 0 : random.nextLong();
      traces.add(
          Bytes.copyOf(ByteBuffer.allocate(16).putLong(high).putLong(random.nextLong()).array()));
    }
    int back = random.nextInt(Math.min(traces.size(), row % 1000 == 0 ? traces.size() : 50));
    return new AttributeValue.BytesValue(traces.get(traces.size() - 1 - back));
  }

  private AttributeValue odd(int row) {
    return switch (random.nextInt(9)) {
      case 0 -> AttributeValue.of(ODD[random.nextInt(ODD.length)]);
      case 1 -> AttributeValue.of(random.nextBoolean());
      case 2 -> AttributeValue.ofStrings("a", "ü" + random.nextInt(9));
      case 3 -> AttributeValue.EMPTY;
      case 4 -> AttributeValue.of((long) random.nextInt(10));
      case 5 -> AttributeValue.of("");
      case 6 -> AttributeValue.of("値" + row);
      case 7 ->
          random.nextInt(400) == 0
              ? AttributeValue.of("x".repeat(70_000) + row)
              : AttributeValue.EMPTY;
      default -> AttributeValue.of((double) row);
    };
  }

  private void parents(ArrayTable table, int rows) {
    long[] ids = table.numbers.getOrDefault("id", new long[0]);
    numbers(
        table,
        "parent",
        row ->
            switch (random.nextInt(10)) {
              case 0 -> 0;
              case 1 -> random.nextLong();
              case 2 -> ids[random.nextInt(rows)];
              default -> ids[Math.max(0, row - random.nextInt(30))];
            });
  }

  private byte[] body(int row) {
    String text =
        switch (random.nextInt(6)) {
          case 0 -> "";
          case 1 -> "ERR-7731: no stock for ÜBER-" + random.nextInt(100);
          case 2 -> random.nextInt(300) == 0 ? "z ".repeat(40_000) : "...";
          default ->
              "Connection pool_" + random.nextInt(1000) + " is EXHAUSTED after " + row + "ms";
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(int max) {
    byte[] bytes = new byte[random.nextInt(max)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void numbers(ArrayTable table, String name, IntToLongFunction each) {
    long[] rows = new long[table.rows()];
    Arrays.setAll(rows, each);
    table.numbers.put(name, rows);
  }

  private static void coded(
      ArrayTable table, String name, IntFunction<@Nullable AttributeValue> each, int max) {
    table.coded.put(name, column(table, each, max));
  }

  private static void attribute(
      ArrayTable table, String key, IntFunction<@Nullable AttributeValue> each) {
    table.attributes.put(key, column(table, each, 1 << 20));
  }

  private static ArrayCoded column(
      ArrayTable table, IntFunction<@Nullable AttributeValue> each, int max) {
    List<@Nullable AttributeValue> rows = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      rows.add(each.apply(row));
    }
    return new ArrayCoded(rows, max);
  }

  private static byte[][] blobs(int rows, IntFunction<byte[]> each) {
    byte[][] blobs = new byte[rows][];
    Arrays.setAll(blobs, each);
    return blobs;
  }
}
