package io.midwatch.storage.columnar.segment;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import io.midwatch.storage.columnar.table.TableSchema.Hint;
import io.midwatch.storage.columnar.table.TableSchema.Kind;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.wal.disk.Disk;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a segment file. A column is looked at when it is first asked for; reading a block of
 * it touches nothing else. Thread-safe.
 *
 * <p>The file stays mapped until everybody who opened or {@linkplain #retain retained} the table
 * has closed it, and may be unlinked before. Reading after that is refused.
 *
 * @throws io.midwatch.storage.contract.StoreException from every method, naming file and section,
 *     when the file is damaged or closed
 */
public final class SegmentTable implements Table, AutoCloseable {
  private final SectionFile file;
  private final ChunkCache cache;
  private final SegmentLayout layout;
  private final Map<String, Numbers> numbers = new ConcurrentHashMap<>();
  private final Map<String, Coded> coded = new ConcurrentHashMap<>();
  private final Map<String, Blobs> blobs = new ConcurrentHashMap<>();
  private final Map<String, SegmentRowIds> ids = new ConcurrentHashMap<>();

  private SegmentTable(SectionFile file, ChunkCache cache) {
    this.file = file;
    this.cache = cache;
    this.layout = SegmentLayout.read(file.cursor(SegmentLayout.SECTION));
  }

  /**
   * Opens a segment; reads its directory and the list of its columns only.
   *
   * @param cache for decompressed values, shared by all segments
   */
  public static SegmentTable open(Disk disk, String path, ChunkCache cache) {
    return open(SectionFile.open(disk, path), cache);
  }

  /** The same in the machine's file system. */
  public static SegmentTable open(Path path, ChunkCache cache) {
    return open(SectionFile.open(path), cache);
  }

  private static SegmentTable open(SectionFile file, ChunkCache cache) {
    try {
      return new SegmentTable(file, cache);
    } catch (RuntimeException damaged) {
      file.close();
      throw damaged;
    }
  }

  /** The file behind it. */
  public SectionFile file() {
    return file;
  }

  /**
   * Keeps the table readable until one more {@link #close()}.
   *
   * @throws io.midwatch.storage.contract.StoreException when everybody has closed it
   */
  public SegmentTable retain() {
    file.retain();
    return this;
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public TableSchema schema() {
    return layout.schema();
  }

  @Override
  public int rows() {
    return layout.rows();
  }

  @Override
  public Numbers numbers(String column) {
    return lazily(numbers, column, name -> openNumbers(require(name, Kind.NUMBERS)));
  }

  private Numbers openNumbers(Column column) {
    String name = sectionsOf(column);
    DataCursor directory = file.cursor(name + ".blocks");
    SectionBytes data = file.bytes(name + ".numbers");
    return column.hint() == Hint.REFERENCE
        ? new SegmentReferences(
            directory, data, rows(), openNumbers(require(column.of(), Kind.NUMBERS)))
        : new SegmentNumbers(directory, data, rows());
  }

  @Override
  public Coded coded(String column) {
    return lazily(coded, column, name -> openCoded(sectionsOf(require(name, Kind.CODED))));
  }

  @Override
  public Coded attribute(String key) {
    Integer number = layout.attributes().get(key);
    return number == null
        ? Coded.NONE
        : lazily(coded, "\0" + key, _ -> openCoded(SegmentLayout.attribute(number)));
  }

  /** A column without any section has no values. */
  private Coded openCoded(String name) {
    return file.has(name + ".blocks") ? new SegmentCoded(file, name, rows(), cache) : Coded.NONE;
  }

  @Override
  public Blobs blobs(String column) {
    return lazily(blobs, column, name -> openBlobs(require(name, Kind.BLOBS)));
  }

  private Blobs openBlobs(Column column) {
    String name = sectionsOf(column);
    DataCursor directory = file.cursor(name + ".blocks");
    ChunkedBytes values =
        file.has(name + ".texts")
            ? ChunkedBytes.ofTexts(directory, file.bytes(name + ".texts"), cache)
            : new ChunkedBytes(directory, file.bytes(name + ".bytes"), cache);
    if (column.hint() != Hint.TOKENS) {
      return new SegmentBlobs(values, null);
    }
    int[] ends = new int[blocks()];
    for (int i = 0, end = 0; i < ends.length; i++) {
      end += directory.getCount();
      ends[i] = end;
    }
    SectionBytes words = file.bytes(name + ".tokens");
    return new SegmentBlobs(values, new SegmentBlobs.TokenFilters(words, ends));
  }

  @Override
  public Set<String> attributeKeys() {
    return layout.attributes().keySet();
  }

  @Override
  public @Nullable Set<String> keysInRest() {
    return file.has(SegmentLayout.KEYS)
        ? SegmentLayout.readKeys(file.cursor(SegmentLayout.KEYS))
        : null;
  }

  @Override
  public RowId id(int row) {
    return ids().at(row);
  }

  @Override
  public int firstAtLeast(RowId id) {
    return ids().firstAtLeast(id);
  }

  private SegmentRowIds ids() {
    return lazily(ids, "", _ -> new SegmentRowIds(file.cursor(SegmentLayout.IDS), rows()));
  }

  @Override
  public int[] rowsWith(String column, int code) {
    requireIndexed(column);
    return coded(column) instanceof SegmentCoded codes ? codes.rowsWith(code, rows()) : new int[0];
  }

  /**
   * False only when no row of an indexed column has this value, inside the dictionary or outside;
   * answered from memory, wrongly true for about 1 of 200 values.
   *
   * @throws IllegalArgumentException when the schema does not index the column
   */
  public boolean mayHold(String column, AttributeValue value) {
    requireIndexed(column);
    return coded(column) instanceof SegmentCoded codes && codes.mayHold(value);
  }

  /** Compares the checksums of indexed columns, so that the first question for a value need not. */
  public void checkIndexed() {
    for (Column column : schema().columns()) {
      if (column.hint() == Hint.INDEXED) {
        String sections = sectionsOf(column) + ".";
        for (String name : file.names()) {
          if (name.startsWith(sections)) {
            file.check(name);
          }
        }
      }
    }
  }

  private void requireIndexed(String column) {
    if (require(column, Kind.CODED).hint() != Hint.INDEXED) {
      throw new IllegalArgumentException("column " + column + " has no index");
    }
  }

  private Column require(String name, Kind kind) {
    Column column = schema().columns().get(schema().position(name));
    if (column.kind() != kind) {
      throw new IllegalArgumentException("column " + name + " holds " + column.kind());
    }
    return column;
  }

  private String sectionsOf(Column column) {
    return SegmentLayout.column(schema().position(column.name()));
  }

  /** Two threads may open a column at once; all get the same. */
  private static <T> T lazily(Map<String, T> columns, String name, Function<String, T> open) {
    T column = columns.get(name);
    return column != null ? column : columns.computeIfAbsent(name, open);
  }
}
