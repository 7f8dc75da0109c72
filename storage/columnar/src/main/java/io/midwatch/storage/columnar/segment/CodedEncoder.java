package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionWriter;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.ValueBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/*
 * .codes    blocks of codes (CodeEncoder)
 * .values   values of the dictionary in the order of their codes (ChunkEncoder): sorted by their
 *           bytes, or in order of first use when indexed
 * .index    indexed only: codes sorted by value; first block of each code; blocks from there to its
 *           last; each packed
 * .filter   indexed only: membership of the values, also of those outside
 * .outside  values outside the dictionary in the order of their rows (ChunkEncoder)
 * .blocks   values; flags; directory of .values; outside rows as distances; directory of .outside;
 *           directory of .codes
 * A section without content is left out.
 */

/** Writes one dictionary column. */
final class CodedEncoder {
  /** A look-up decodes one chunk: of about 64 values of 32 bytes. */
  private static final int CHUNK_BYTES = 1 << 11;

  private static final int OUTSIDE_CHUNK_BYTES = 1 << 16;
  private static final int MAX_FILTER_BYTES = 1 << 24;

  static final int HOLDS_ARRAYS = 1;
  static final int INDEXED = 2;

  private final Table table;
  private final Coded source;
  private final boolean indexed;
  private final int level;
  private final int[] codes;
  private final HashSet64 outsideHashes = new HashSet64();
  private int greatest;

  CodedEncoder(Table table, Coded source, boolean indexed, int level) {
    this.table = table;
    this.source = source;
    this.indexed = indexed;
    this.level = level;
    this.codes = new int[table.rows()];
  }

  /** Writes the sections of the column; returns false, and writes none, when no row has a value. */
  boolean encode(String column, SectionWriter writer) {
    if (!readCodes()) {
      return false;
    }
    List<byte[]> values = renumber();
    DataSink directory = DataSink.inMemory().putVarint(values.size());
    boolean[] arrays = new boolean[1];
    DataSink values0 = DataSink.inMemory();
    try (ChunkEncoder chunks =
        new ChunkEncoder(writer.section(column + ".values"), level, CHUNK_BYTES)) {
      for (byte[] value : values) {
        arrays[0] |= value[0] == ValueBytes.ARRAY;
        chunks.add(value, 0, value.length);
      }
      chunks.finish(values0);
    }
    DataSink outside = encodeOutside(column, writer, arrays);
    directory
        .putByte((arrays[0] ? HOLDS_ARRAYS : 0) | (indexed ? INDEXED : 0))
        .putBytes(values0.toByteArray())
        .putBytes(outside.toByteArray());
    if (indexed) {
      encodeIndex(column, values, writer);
    }
    DataSink data = writer.section(column + ".codes");
    CodeEncoder blocks = new CodeEncoder(directory, data, values.size() + Coded.FIRST);
    for (int block = 0; block < table.blocks(); block++) {
      blocks.add(codes, block * Table.BLOCK_ROWS, table.rowsOf(block));
    }
    Packing.slack(data);
    writer.section(column + ".blocks").putBytes(directory.toByteArray());
    return true;
  }

  private boolean readCodes() {
    int[] block = new int[Table.BLOCK_ROWS];
    for (int i = 0; i < table.blocks(); i++) {
      if (source.any(i)) {
        source.read(i, block);
        System.arraycopy(block, 0, codes, i * Table.BLOCK_ROWS, table.rowsOf(i));
      }
    }
    for (int code : codes) {
      greatest = Math.max(greatest, code);
    }
    return greatest != Coded.ABSENT;
  }

  /** Makes the codes dense; returns the values by code, from {@link Coded#FIRST} on. */
  private List<byte[]> renumber() {
    int[] dense = new int[Math.max(Coded.FIRST, greatest + 1)];
    dense[Coded.OUTSIDE] = Coded.OUTSIDE;
    List<byte[]> values = new ArrayList<>();
    int[] used = new int[16];
    for (int code : codes) {
      if (code >= Coded.FIRST && dense[code] == 0) {
        dense[code] = 1;
        used = values.size() == used.length ? Arrays.copyOf(used, 2 * used.length) : used;
        used[values.size()] = code;
        values.add(source.bytes(code));
      }
    }
    List<byte[]> inOrder = new ArrayList<>(values.size());
    int[] order = indexed ? IntStream.range(0, values.size()).toArray() : ValueOrder.of(values);
    for (int i = 0; i < order.length; i++) {
      int place = order[i];
      dense[used[place]] = Coded.FIRST + i;
      inOrder.add(values.get(place));
    }
    for (int row = 0; row < codes.length; row++) {
      codes[row] = dense[codes[row]];
    }
    return inOrder;
  }

  private DataSink encodeOutside(String column, SectionWriter writer, boolean[] arrays) {
    DataSink rows = DataSink.inMemory();
    int count = 0;
    int last = 0;
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] == Coded.OUTSIDE) {
        rows.putVarint(row - last);
        last = row;
        count++;
      }
    }
    DataSink directory = DataSink.inMemory().putVarint(count).putBytes(rows.toByteArray());
    if (count == 0) {
      return directory;
    }
    try (ChunkEncoder chunks =
        new ChunkEncoder(writer.section(column + ".outside"), level, OUTSIDE_CHUNK_BYTES)) {
      for (int row = 0; row < codes.length; row++) {
        if (codes[row] == Coded.OUTSIDE) {
          byte[] value = bytesOf(source.valueAt(row), row);
          outsideHashes.add(Hashes.of(value));
          arrays[0] |= value[0] == ValueBytes.ARRAY;
          chunks.add(value, 0, value.length);
        }
      }
      chunks.finish(directory);
    }
    return directory;
  }

  private static byte[] bytesOf(io.midwatch.model.@Nullable AttributeValue value, int row) {
    if (value == null) {
      throw new IllegalStateException("row " + row + " is outside the dictionary without a value");
    }
    return ValueBytes.of(value);
  }

  private void encodeIndex(String column, List<byte[]> values, SectionWriter writer) {
    long[] sorted = Arrays.stream(ValueOrder.of(values)).asLongStream().toArray();
    long[] first = new long[values.size()];
    long[] span = new long[values.size()];
    Arrays.fill(first, -1);
    for (int row = 0; row < codes.length; row++) {
      int index = codes[row] - Coded.FIRST;
      int block = row / Table.BLOCK_ROWS;
      if (index >= 0) {
        first[index] = first[index] < 0 ? block : first[index];
        span[index] = block - first[index];
      }
    }
    DataSink index = writer.section(column + ".index");
    Packing.pack(sorted, sorted.length, Packing.bitsFor(sorted.length), index);
    Packing.pack(first, first.length, Packing.bitsFor(table.blocks()), index);
    Packing.pack(span, span.length, Packing.bitsFor(table.blocks()), index);
    Packing.slack(index);
    int hashes = values.size() + outsideHashes.size();
    long[] filter =
        new long[Membership.longsFor(hashes, Membership.BITS_PER_HASH, MAX_FILTER_BYTES)];
    values.forEach(value -> Membership.add(filter, Hashes.of(value)));
    outsideHashes.forEach(hash -> Membership.add(filter, hash));
    Membership.write(filter, writer.section(column + ".filter"));
  }
}
