package io.midwatch.storage.columnar.hot;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.table.RandomValues;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random rows, written to a hot table and kept as plain maps to compare it with. */
final class TestRows {
  static final TableSchema SCHEMA =
      new TableSchema(
          Signal.TRACES,
          "start",
          List.of(
              Column.numbers("start"),
              Column.coded("name"),
              Column.indexed("trace"),
              Column.coded("context"),
              Column.blobs("rest"),
              Column.random("span")));

  static final int START = 0;
  static final int NAME = 1;
  static final int TRACE = 2;
  static final int CONTEXT = 3;
  static final int REST = 4;
  static final int SPAN = 5;

  private final Random random;
  private final RandomValues values;

  TestRows(long seed) {
    random = new Random(seed);
    values = new RandomValues(random);
  }

  /**
   * A row as it must come out again.
   *
   * @param coded by column name, without what is absent
   */
  record Row(
      RowId id,
      long start,
      long span,
      String rest,
      Map<String, AttributeValue> coded,
      Map<String, AttributeValue> attributes) {}

  static ByteSlice bytes(AttributeValue value) {
    byte[] bytes = ValueBytes.of(value);
    return new ByteSlice().set(bytes, 0, bytes.length);
  }

  /** Writes a row up to its end, which is left to the caller. */
  Row write(HotTable table, RowId id) {
    Map<String, AttributeValue> coded = new HashMap<>();
    Map<String, AttributeValue> attributes = new HashMap<>();
    long start = random.nextBoolean() ? random.nextLong() : 0;
    if (start != 0) {
      table.number(START, ~start);
      table.number(START, start);
    }
    long span = random.nextInt(1000) - 500L;
    table.number(SPAN, span);
    String rest = rest();
    table.blob(REST, ByteSlice.ofUtf8(rest));
    if (random.nextInt(3) > 0) {
      coded.put("name", value());
      table.coded(NAME, bytes(coded.get("name")));
    }
    coded.put("trace", AttributeValue.of("trace" + random.nextInt(4000)));
    table.coded(TRACE, bytes(coded.get("trace")));
    coded.put("context", random.nextInt(500) == 0 ? long_(70_000) : value());
    table.code(CONTEXT, table.intern(CONTEXT, bytes(coded.get("context"))));
    for (int i = random.nextInt(12); i > 0; i--) {
      String key = random.nextInt(20) == 0 ? "rare.é" + random.nextInt(15) : "key" + i;
      attributes.put(key, writeAttribute(table, ByteSlice.ofUtf8(key)));
    }
    return new Row(id, start, span, rest, coded, attributes);
  }

  private AttributeValue writeAttribute(HotTable table, ByteSlice key) {
    switch (random.nextInt(6)) {
      case 0 -> {
        int number = random.nextInt(500);
        table.attributeLong(key, number);
        return AttributeValue.of((long) number);
      }
      case 1 -> {
        double number = random.nextInt(500);
        table.attributeDouble(key, number);
        return AttributeValue.of(number);
      }
      case 2 -> {
        boolean bool = random.nextBoolean();
        table.attributeBool(key, bool);
        return AttributeValue.of(bool);
      }
      case 3 -> {
        String text = "straße " + random.nextInt(50);
        table.attributeString(key, ByteSlice.ofUtf8(text));
        return AttributeValue.of(text);
      }
      default -> {
        AttributeValue value = value();
        table.attribute(key, bytes(value));
        return value;
      }
    }
  }

  private AttributeValue value() {
    return random.nextInt(300) == 0 ? long_(4000 + random.nextInt(200)) : values.next();
  }

  private AttributeValue long_(int length) {
    return AttributeValue.of("x".repeat(length) + random.nextInt(3));
  }

  private String rest() {
    return switch (random.nextInt(200)) {
      case 0 -> "é".repeat(40_000);
      case 1, 2, 3, 4 -> "";
      default -> "rest " + random.nextInt();
    };
  }
}
