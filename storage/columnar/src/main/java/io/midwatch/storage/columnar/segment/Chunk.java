package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.contract.write.ByteSlice;

/**
 * Some values of a {@link ChunkedBytes}, decompressed; nobody changes it any more.
 *
 * @param ends offset after each value; the first begins at {@code start}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would double its memory
record Chunk(byte[] bytes, int start, int[] ends) {
  private static final int OBJECT_BYTES = 120;

  ByteSlice at(int index) {
    int from = index == 0 ? start : ends[index - 1];
    return new ByteSlice().set(bytes, from, ends[index] - from);
  }

  int sizeBytes() {
    return OBJECT_BYTES + bytes.length + ends.length * Integer.BYTES;
  }
}
