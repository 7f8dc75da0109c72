package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.table.Table;

/*
 * A block in the directory: encoding, then
 *   ABSENT     –
 *   CONSTANT   code
 *   PACKED     smallest code, bits                    data: code - smallest, packed
 *   SPARSE     usual code, n, smallest code, bits     data: n positions of 13 bits, then n codes
 *   RUNS       n, smallest code, bits                 data: n first positions of 13 bits, n codes
 * A sparse block lists the rows that do not have the usual code. Every packed list begins at a byte.
 */

/** Chooses the smallest encoding for each block of codes. Not thread-safe. */
final class CodeEncoder {
  static final int ABSENT = 0;
  static final int CONSTANT = 1;
  static final int PACKED = 2;
  static final int SPARSE = 3;
  static final int RUNS = 4;
  static final int POSITION_BITS = 13;

  private final DataSink directory;
  private final DataSink data;
  private final int[] counts;
  private final long[] positions = new long[Table.BLOCK_ROWS];
  private final long[] codes = new long[Table.BLOCK_ROWS];

  CodeEncoder(DataSink directory, DataSink data, int codeCount) {
    this.directory = directory;
    this.data = data;
    this.counts = new int[codeCount];
  }

  /** Adds the block of {@code count} rows, at least 1, from {@code from} on. */
  void add(int[] rows, int from, int count) {
    int min = Integer.MAX_VALUE;
    int max = 0;
    int runs = 1;
    int usual = rows[from];
    for (int i = from; i < from + count; i++) {
      int code = rows[i];
      min = Math.min(min, code);
      max = Math.max(max, code);
      runs += i > from && code != rows[i - 1] ? 1 : 0;
      counts[code]++;
      usual = counts[code] > counts[usual] ? code : usual;
    }
    int others = count - counts[usual];
    for (int i = from; i < from + count; i++) {
      counts[rows[i]] = 0;
    }
    if (min == max) {
      constant(min);
      return;
    }
    int bits = Packing.bitsFor(max - min);
    long packedBytes = Packing.bytesFor(count, bits);
    long sparseBytes = listBytes(others, bits);
    long runBytes = listBytes(runs, bits);
    if (packedBytes <= sparseBytes && packedBytes <= runBytes) {
      packed(rows, from, count, min, bits);
    } else if (runBytes < sparseBytes) {
      runs(rows, from, count, min, bits);
    } else {
      sparse(rows, from, count, usual);
    }
  }

  private static long listBytes(int length, int bits) {
    return Packing.bytesFor(length, POSITION_BITS) + Packing.bytesFor(length, bits) + 2;
  }

  private void constant(int code) {
    if (code == 0) {
      directory.putByte(ABSENT);
    } else {
      directory.putByte(CONSTANT).putVarint(code);
    }
  }

  private void packed(int[] rows, int from, int count, int min, int bits) {
    directory.putByte(PACKED).putVarint(min).putByte(bits);
    for (int i = 0; i < count; i++) {
      codes[i] = (long) rows[from + i] - min;
    }
    Packing.pack(codes, count, bits, data);
  }

  private void runs(int[] rows, int from, int count, int min, int bits) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || rows[from + i] != rows[from + i - 1]) {
        positions[length] = i;
        codes[length++] = (long) rows[from + i] - min;
      }
    }
    directory.putByte(RUNS).putVarint(length).putVarint(min).putByte(bits);
    Packing.pack(positions, length, POSITION_BITS, data);
    Packing.pack(codes, length, bits, data);
  }

  private void sparse(int[] rows, int from, int count, int usual) {
    int length = 0;
    long min = Long.MAX_VALUE;
    long max = 0;
    for (int i = 0; i < count; i++) {
      int code = rows[from + i];
      if (code != usual) {
        positions[length] = i;
        codes[length++] = code;
        min = Math.min(min, code);
        max = Math.max(max, code);
      }
    }
    for (int i = 0; i < length; i++) {
      codes[i] -= min;
    }
    int bits = Packing.bitsFor(max - min);
    directory.putByte(SPARSE).putVarint(usual).putVarint(length).putVarint(min).putByte(bits);
    Packing.pack(positions, length, POSITION_BITS, data);
    Packing.pack(codes, length, bits, data);
  }
}
