package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one signal in memory: one thread appends, any thread reads what was published.
 *
 * <pre>
 * beginBatch(position)
 *   number(START, 1763776800000000000) · coded(NAME, valueBytes) · attributeLong(http.status, 200)
 *   endRow(0)
 *   ...
 * publish() · snapshot()
 * </pre>
 *
 * <p>Columns are named by their position in the schema; what a row is not given is 0, absent or
 * empty; what it is given twice is as given last. Slices are copied. All methods but {@link
 * #snapshot} and {@link #memoryBytes} are for the one thread that appends. Nothing is refused when
 * the table {@link #isFull}: the writer looks between batches and seals it.
 */
public final class HotTable {
  private static final long LEAST_BYTES = 64 << 20;
  private static final long BYTES_PER_ROW = 512;
  private static final byte[] NOTHING = new byte[0];

  private final TableSchema schema;
  private final int maxRows;
  private final long maxBytes;
  private final AtomicLong memory = new AtomicLong();

  // By position in the schema, null where the column is of another kind.
  private final @Nullable NumberColumn[] numbers;
  private final @Nullable CodedColumn[] coded;
  private final @Nullable BlobColumn[] blobs;

  /** The columns that have more to do at the end of a row. */
  private final NumberColumn[] bounded;

  private final CodedColumn[] indexed;
  private final AttributeRows attributes;
  private final Batches batches;
  private int rowCount;
  private volatile int published;

  /** A table that is full at so many rows, or at 512 bytes for each (but 64 MiB at least). */
  public HotTable(TableSchema schema, int maxRows) {
    this(schema, maxRows, Math.max(LEAST_BYTES, BYTES_PER_ROW * maxRows));
  }

  /** A table that is full at so many rows or bytes. */
  public HotTable(TableSchema schema, int maxRows, long maxBytes) {
    this.schema = schema;
    this.maxRows = maxRows;
    this.maxBytes = maxBytes;
    ByteHash hash = new ByteHash(System.nanoTime());
    Arena arena = new Arena(memory);
    int columns = schema.columns().size();
    numbers = new @Nullable NumberColumn[columns];
    coded = new @Nullable CodedColumn[columns];
    blobs = new @Nullable BlobColumn[columns];
    for (int i = 0; i < columns; i++) {
      Column column = schema.columns().get(i);
      switch (column.kind()) {
        case NUMBERS -> numbers[i] = new NumberColumn(memory);
        case CODED -> coded[i] = new CodedColumn(hash, arena, memory, column.hint());
        case BLOBS -> blobs[i] = new BlobColumn(arena, memory);
      }
    }
    bounded = Arrays.stream(numbers).filter(Objects::nonNull).toArray(NumberColumn[]::new);
    indexed =
        Arrays.stream(coded)
            .filter(column -> column != null && column.isIndexed())
            .toArray(CodedColumn[]::new);
    attributes = new AttributeRows(hash, arena, memory);
    batches = new Batches(memory);
    open();
  }

  public TableSchema schema() {
    return schema;
  }

  /**
   * The rows that follow come from the batch at this place of the log; positions ascend.
   *
   * @param logPosition the log file's sequence in the high, the byte offset in the low 32 bits
   */
  public void beginBatch(long logPosition) {
    batches.begin(rowCount, logPosition);
  }

  public void number(int column, long value) {
    numberColumn(column).set(rowCount, value);
  }

  /**
   * @param valueBytes a value as {@link ValueBytes}; one longer than 4 KiB, or that comes when the
   *     dictionary is full, is {@link Coded#OUTSIDE}
   */
  public void coded(int column, ByteSlice valueBytes) {
    codedColumn(column).set(rowCount, valueBytes);
  }

  /** As {@link #coded} with a text. */
  public void codedString(int column, ByteSlice utf8) {
    codedColumn(column)
        .set(rowCount, ValueBytes.STRING, utf8.array(), utf8.offset(), utf8.length());
  }

  /** As {@link #coded} with a whole number. */
  public void codedLong(int column, long value) {
    codedColumn(column).setNumber(rowCount, ValueBytes.LONG, value);
  }

  /** As {@link #coded} with bytes. */
  public void codedBytes(int column, byte[] bytes) {
    codedColumn(column).set(rowCount, ValueBytes.BYTES, bytes, 0, bytes.length);
  }

  /**
   * What {@link #code} gives a row to have this value; worth it when many rows do. Values up to 64
   * KiB come into the dictionary; for others, and when it is full, the answer is a negative number
   * that only {@link #code} knows.
   */
  public int intern(int column, ByteSlice valueBytes) {
    return codedColumn(column).intern(valueBytes);
  }

  /**
   * @param code a code of the column, or what {@link #intern} answered
   */
  public void code(int column, int code) {
    codedColumn(column).set(rowCount, code);
  }

  public void blob(int column, ByteSlice bytes) {
    blobColumn(column).set(rowCount, bytes);
  }

  /**
   * Gives the row an attribute.
   *
   * @param valueBytes a value as {@link ValueBytes}
   * @return false, when the table has its 1,024 keys and this is another, or one longer than 4 KiB;
   *     the caller keeps the attribute elsewhere
   */
  public boolean attribute(ByteSlice key, ByteSlice valueBytes) {
    byte[] array = valueBytes.array();
    int offset = valueBytes.offset();
    return attribute(key, array[offset], array, offset + 1, valueBytes.length() - 1);
  }

  /** As {@link #attribute} with a text. */
  public boolean attributeString(ByteSlice key, ByteSlice utf8) {
    return attribute(key, ValueBytes.STRING, utf8.array(), utf8.offset(), utf8.length());
  }

  /** As {@link #attribute} with a whole number. */
  public boolean attributeLong(ByteSlice key, long value) {
    return attributeNumber(key, ValueBytes.LONG, value);
  }

  /** As {@link #attribute} with a floating-point number. */
  public boolean attributeDouble(ByteSlice key, double value) {
    return attributeNumber(key, ValueBytes.DOUBLE, Double.doubleToRawLongBits(value));
  }

  /** As {@link #attribute} with true or false. */
  public boolean attributeBool(ByteSlice key, boolean value) {
    return attribute(key, value ? ValueBytes.TRUE : ValueBytes.FALSE, NOTHING, 0, 0);
  }

  private boolean attribute(ByteSlice key, byte tag, byte[] array, int offset, int length) {
    AttributeColumn column = attributes.column(key);
    if (column == null) {
      return false;
    }
    attributes.put(column, rowCount, column.values.put(rowCount, tag, array, offset, length));
    return true;
  }

  private boolean attributeNumber(ByteSlice key, byte tag, long bits) {
    AttributeColumn column = attributes.column(key);
    if (column == null) {
      return false;
    }
    attributes.put(column, rowCount, column.values.putNumber(rowCount, tag, bits));
    return true;
  }

  /**
   * Ends the row.
   *
   * @param item its place in the batch; items of a batch ascend
   */
  public void endRow(int item) {
    int row = rowCount;
    for (NumberColumn column : bounded) {
      column.end(row);
    }
    for (CodedColumn column : indexed) {
      column.end(row);
    }
    attributes.end(row);
    batches.end(row, item);
    rowCount = row + 1;
    if ((rowCount & IntRows.MASK) == 0) {
      open();
    }
  }

  /** Forgets what the row being written was given. */
  public void cancelRow() {
    for (int i = 0; i < numbers.length; i++) {
      switch (schema.columns().get(i).kind()) {
        case NUMBERS -> numberColumn(i).set(rowCount, 0);
        case CODED -> codedColumn(i).set(rowCount, Coded.ABSENT);
        case BLOBS -> blobColumn(i).clear(rowCount);
      }
    }
    attributes.cancel(rowCount);
  }

  /** Makes room for the next row, and the block it begins. */
  private void open() {
    for (int i = 0; i < numbers.length; i++) {
      switch (schema.columns().get(i).kind()) {
        case NUMBERS -> numberColumn(i).open(rowCount);
        case CODED -> codedColumn(i).open(rowCount);
        case BLOBS -> blobColumn(i).open(rowCount);
      }
    }
    attributes.open(rowCount);
    batches.open(rowCount);
  }

  /** Rows ended, published or not. */
  public int rowCount() {
    return rowCount;
  }

  /** Whether the table has its rows or its bytes. */
  public boolean isFull() {
    return rowCount >= maxRows || memoryBytes() >= maxBytes;
  }

  /** Bytes of the arrays that hold rows and values; any thread may ask. */
  public long memoryBytes() {
    return memory.get();
  }

  /**
   * The newest row with the code, -1 when there is none.
   *
   * @throws IllegalArgumentException when the schema does not index the column
   */
  public int lastRowWith(int column, int code) {
    return codedColumn(column).chains().lastRow(code);
  }

  /**
   * The row before this one with the same code, -1 when there is none.
   *
   * @throws IllegalArgumentException when the schema does not index the column
   */
  public int previousRowWith(int column, int row) {
    return codedColumn(column).chains().previousRow(row);
  }

  /** Shows the rows that ended to readers. */
  public void publish() {
    published = rowCount;
  }

  /** The rows published so far; costs no copy. Any thread may ask. */
  public Table snapshot() {
    return new HotSnapshot(this, published);
  }

  /** All rows that ended, also those not published; only for the thread that appends. */
  public Table written() {
    return new HotSnapshot(this, rowCount);
  }

  /** All rows that ended and the one being written; only for the thread that appends. */
  public Table withOpenRow() {
    attributes.shut(rowCount);
    return new HotSnapshot(this, rowCount + 1);
  }

  /** The row that ended last, whichever that is when it is asked. */
  public LastRow lastRow() {
    return new LastRow(this);
  }

  NumberColumn numberColumn(int column) {
    return require(numbers[column], column);
  }

  CodedColumn codedColumn(int column) {
    return require(coded[column], column);
  }

  BlobColumn blobColumn(int column) {
    return require(blobs[column], column);
  }

  private <T> T require(@Nullable T found, int column) {
    if (found == null) {
      throw new IllegalArgumentException("not the kind of " + schema.columns().get(column));
    }
    return found;
  }

  AttributeRows attributes() {
    return attributes;
  }

  Batches batches() {
    return batches;
  }
}
