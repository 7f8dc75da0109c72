package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.table.TextSearch;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;

/**
 * Some values of a {@link ChunkedBytes}, decompressed; nobody changes it any more.
 *
 * @param ends offset after each value; the first begins at {@code start}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would double its memory
record Chunk(byte[] bytes, int start, int[] ends) {
  private static final int OBJECT_BYTES = 120;

  /** With fewer than one of so many values to look at, they are looked at one by one. */
  private static final int FEW = 8;

  ByteSlice at(int index) {
    int from = index == 0 ? start : ends[index - 1];
    return new ByteSlice().set(bytes, from, ends[index] - from);
  }

  /**
   * Keeps of the positions {@code [from, to)} those of values that may hold what is looked for.
   *
   * @param first position of the chunk's first value
   * @param passed taken from {@code kept} on; may be {@code positions}
   * @return how many {@code passed} has then
   */
  int find(
      int first, int[] positions, int from, int to, TextSearch search, int[] passed, int kept) {
    String texts =
        to - from < ends.length / FEW ? null : search.prepared(bytes, start, ends[ends.length - 1]);
    int count = kept;
    int holder = -1;
    for (int i = from; i < to; i++) {
      int index = positions[i] - first;
      if (texts == null) {
        if (search.mayBeIn(at(index))) {
          passed[count++] = positions[i];
        }
        continue;
      }
      if (holder < index) {
        holder = holderFrom(index, texts, search);
      }
      if (holder == index) {
        passed[count++] = positions[i];
      }
    }
    return count;
  }

  /** The first value from an index on that holds it, the number of values when there is none. */
  private int holderFrom(int index, String texts, TextSearch search) {
    int found = search.next(texts, (index == 0 ? start : ends[index - 1]) - start);
    while (found >= 0) {
      int after = Arrays.binarySearch(ends, found + start);
      int holder = after >= 0 ? after + 1 : -after - 1;
      while (after >= 0 && ends[holder] == found + start) {
        holder++; // values without bytes
      }
      if (found + start + search.length() <= ends[holder]) {
        return holder;
      }
      found = search.next(texts, found + 1);
    }
    return ends.length;
  }

  int sizeBytes() {
    return OBJECT_BYTES + bytes.length + ends.length * Integer.BYTES;
  }
}
