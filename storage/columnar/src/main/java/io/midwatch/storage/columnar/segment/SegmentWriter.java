package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionWriter;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import io.midwatch.storage.columnar.table.TableSchema.Hint;
import io.midwatch.storage.wal.disk.Disk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a table into a segment file, column by column. One column at a time is in memory: about 4
 * bytes a row, and its dictionary. Not thread-safe.
 */
public final class SegmentWriter {
  /** Compression when a hot buffer is sealed: as fast as it gets. */
  public static final int SEAL_LEVEL = 1;

  private final Table table;
  private final Set<String> keysInRest;
  private final int level;
  private final SectionWriter writer;

  private SegmentWriter(Table table, Set<String> keysInRest, int level, SectionWriter writer) {
    this.table = table.forWriting();
    this.keysInRest = keysInRest;
    this.level = level;
    this.writer = writer;
  }

  /**
   * Writes all rows; when it returns, the file and its name are on disk.
   *
   * @param keysInRest of attributes that some row keeps in its rest
   * @param level of zstd, {@link #SEAL_LEVEL} or more
   * @param namesVersion version of the table of canonical names, kept in the header
   * @return size of the file in bytes
   * @throws io.midwatch.storage.contract.StoreException when the disk refuses; no file is left
   */
  public static long write(
      Table table, Set<String> keysInRest, Disk disk, String path, int level, int namesVersion) {
    return write(table, keysInRest, level, SectionWriter.create(disk, path, namesVersion));
  }

  /** The same in the machine's file system, of rows whose rest has no attributes. */
  public static long write(Table table, Path path, int level, int namesVersion) {
    return write(table, Set.of(), level, SectionWriter.create(path, namesVersion));
  }

  private static long write(Table table, Set<String> keysInRest, int level, SectionWriter file) {
    try (SectionWriter writer = file) {
      new SegmentWriter(table, keysInRest, level, writer).write();
      return writer.finish();
    }
  }

  private void write() {
    for (int i = 0; i < table.schema().columns().size(); i++) {
      Column column = table.schema().columns().get(i);
      String name = SegmentLayout.column(i);
      switch (column.kind()) {
        case NUMBERS -> {
          if (column.hint() == Hint.REFERENCE) {
            references(column, name);
          } else {
            numbers(column, name);
          }
        }
        case CODED -> {
          boolean indexed = column.hint() == Hint.INDEXED;
          new CodedEncoder(table, table.coded(column.name()), indexed, level).encode(name, writer);
        }
        case BLOBS -> blobs(column, name);
      }
    }
    Map<String, Integer> attributes = new LinkedHashMap<>();
    for (String key : new TreeSet<>(table.attributeKeys())) {
      int number = attributes.size();
      CodedEncoder encoder = new CodedEncoder(table, table.attribute(key), false, level);
      if (encoder.encode(SegmentLayout.attribute(number), writer)) {
        attributes.put(key, number);
      }
    }
    if (!keysInRest.isEmpty()) {
      SegmentLayout.writeKeys(keysInRest, writer.section(SegmentLayout.KEYS));
    }
    RowIdEncoder.encode(table, writer.section(SegmentLayout.IDS));
    new SegmentLayout(table.rows(), table.schema(), attributes)
        .write(writer.section(SegmentLayout.SECTION));
  }

  private void numbers(Column column, String name) {
    Numbers numbers = table.numbers(column.name());
    DataSink directory = DataSink.inMemory();
    DataSink data = writer.section(name + ".numbers");
    NumberEncoder encoder = new NumberEncoder(directory, data, Table.BLOCK_ROWS);
    long[] block = new long[Table.BLOCK_ROWS];
    for (int i = 0; i < table.blocks(); i++) {
      numbers.read(i, block);
      encoder.add(block, table.rowsOf(i), column.hint() == Hint.RANDOM);
    }
    Packing.slack(data);
    writer.section(name + ".blocks").putBytes(directory.toByteArray());
  }

  private void references(Column column, String name) {
    DataSink directory = DataSink.inMemory();
    DataSink data = writer.section(name + ".numbers");
    new ReferenceEncoder(table, column, directory, data).encode();
    Packing.slack(data);
    writer.section(name + ".blocks").putBytes(directory.toByteArray());
  }

  private void blobs(Column column, String name) {
    DataSink directory = DataSink.inMemory();
    boolean withTokens = column.hint() == Hint.TOKENS;
    BlobEncoder encoder = new BlobEncoder(table, table.blobs(column.name()), withTokens);
    encoder.encode(level, writer.section(name + (withTokens ? ".texts" : ".bytes")), directory);
    if (withTokens) {
      writer.section(name + ".tokens").putBytes(encoder.filters());
    }
    writer.section(name + ".blocks").putBytes(directory.toByteArray());
  }
}
