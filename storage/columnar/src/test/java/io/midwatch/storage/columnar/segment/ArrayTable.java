package io.midwatch.storage.columnar.segment;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table as plain as can be: what a segment of it must answer. */
final class ArrayTable implements Table {
  private final TableSchema schema;
  private final List<RowId> ids;
  final Map<String, long[]> numbers = new HashMap<>();
  final Map<String, ArrayCoded> coded = new HashMap<>();
  final Map<String, byte[][]> blobs = new HashMap<>();
  final Map<String, ArrayCoded> attributes = new LinkedHashMap<>();

  ArrayTable(TableSchema schema, List<RowId> ids) {
    this.schema = schema;
    this.ids = ids;
  }

  /** The same rows with more columns, which are to be filled. */
  ArrayTable withSchema(TableSchema wider) {
    ArrayTable table = new ArrayTable(wider, ids);
    table.numbers.putAll(numbers);
    table.coded.putAll(coded);
    table.blobs.putAll(blobs);
    table.attributes.putAll(attributes);
    return table;
  }

  /** Ids of requests of so many items each. */
  static List<RowId> ids(int rows, int perRequest) {
    return IntStream.range(0, rows)
        .mapToObj(i -> new RowId(0, 3, (i / perRequest) * 1000L, i % perRequest))
        .toList();
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public int rows() {
    return ids.size();
  }

  @Override
  public Numbers numbers(String column) {
    return new ArrayNumbers(require(numbers, column));
  }

  @Override
  public Coded coded(String column) {
    return require(coded, column);
  }

  @Override
  public Blobs blobs(String column) {
    return new ArrayBlobs(require(blobs, column));
  }

  @Override
  public Coded attribute(String key) {
    Coded column = attributes.get(key);
    return column == null ? Coded.NONE : column;
  }

  @Override
  public Set<String> attributeKeys() {
    return attributes.keySet();
  }

  @Override
  public RowId id(int row) {
    return ids.get(row);
  }

  @Override
  public int firstAtLeast(RowId id) {
    int row = 0;
    while (row < rows() && ids.get(row).compareTo(id) < 0) {
      row++;
    }
    return row;
  }

  @Override
  public int[] rowsWith(String column, int code) {
    Coded codes = coded(column);
    return IntStream.range(0, rows()).filter(row -> codes.codeAt(row) == code).toArray();
  }

  private static <T> T require(Map<String, T> columns, String name) {
    T column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column " + name);
    }
    return column;
  }

  /** Numbers in an array. */
  private record ArrayNumbers(List<Long> rows) implements Numbers {
    ArrayNumbers(long[] rows) {
      this(java.util.Arrays.stream(rows).boxed().toList());
    }

    @Override
    public void read(int block, long[] into) {
      List<Long> values = block(block);
      for (int i = 0; i < values.size(); i++) {
        into[i] = values.get(i);
      }
    }

    @Override
    public long at(int row) {
      return rows.get(row);
    }

    @Override
    public long min(int block) {
      return java.util.Collections.min(block(block));
    }

    @Override
    public long max(int block) {
      return java.util.Collections.max(block(block));
    }

    private List<Long> block(int block) {
      int from = block * BLOCK_ROWS;
      return rows.subList(from, Math.min(rows.size(), from + BLOCK_ROWS));
    }
  }

  /** Bytes in an array. */
  private record ArrayBlobs(List<byte[]> rows) implements Blobs {
    ArrayBlobs(byte[][] rows) {
      this(List.of(rows));
    }

    @Override
    public ByteSlice at(int row) {
      return new ByteSlice().set(rows.get(row), 0, rows.get(row).length);
    }

    @Override
    public boolean any(int block) {
      return block(block).stream().anyMatch(bytes -> bytes.length > 0);
    }

    @Override
    public boolean mayHold(int block, String token) {
      return block(block).stream()
          .anyMatch(bytes ->
              Tokens.of(ByteSlice.ofUtf8("").set(bytes, 0, bytes.length).text()).contains(token));
    }

    private List<byte[]> block(int block) {
      int from = block * BLOCK_ROWS;
      return rows.subList(from, Math.min(rows.size(), from + BLOCK_ROWS));
    }
  }

  /** A dictionary that takes values until it is full. */
  static final class ArrayCoded implements Coded {
    private final List<@Nullable AttributeValue> rows;
    private final List<AttributeValue> values = new ArrayList<>();
    private final Map<AttributeValue, Integer> codes = new HashMap<>();
    private final int[] codeOfRow;

    ArrayCoded(List<@Nullable AttributeValue> rows, int maxValues) {
      this.rows = rows;
      for (AttributeValue value : rows) {
        if (value != null && values.size() < maxValues && !codes.containsKey(value)) {
          codes.put(value, FIRST + values.size());
          values.add(value);
        }
      }
      codeOfRow =
          rows.stream()
              .mapToInt(value -> value == null ? ABSENT : codes.getOrDefault(value, OUTSIDE))
              .toArray();
    }

    @Override
    public void read(int block, int[] into) {
      int from = block * BLOCK_ROWS;
      for (int row = from; row < Math.min(rows.size(), from + BLOCK_ROWS); row++) {
        into[row - from] = codeAt(row);
      }
    }

    @Override
    public int codeAt(int row) {
      return codeOfRow[row];
    }

    @Override
    public int codeCount() {
      return FIRST + values.size();
    }

    @Override
    public AttributeValue value(int code) {
      return values.get(code - FIRST);
    }

    @Override
    public int find(AttributeValue value) {
      return codes.getOrDefault(value, ABSENT);
    }

    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return rows.get(row);
    }

    @Override
    public boolean any(int block) {
      return rows.stream()
          .skip((long) block * BLOCK_ROWS)
          .limit(BLOCK_ROWS)
          .anyMatch(value -> value != null);
    }
  }
}
