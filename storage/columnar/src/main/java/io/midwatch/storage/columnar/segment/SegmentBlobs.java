package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.SectionBytes;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TextSearch;
import io.midwatch.storage.contract.write.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Bytes in every row of a segment; its token filters stay in the mapped file. */
final class SegmentBlobs implements Blobs {
  private final ChunkedBytes values;
  private final @Nullable TokenFilters tokens;

  SegmentBlobs(ChunkedBytes values, @Nullable TokenFilters tokens) {
    this.values = values;
    this.tokens = tokens;
  }

  @Override
  public ByteSlice at(int row) {
    return values.at(row);
  }

  @Override
  public boolean any(int block) {
    return values.any(block * Table.BLOCK_ROWS, (block + 1) * Table.BLOCK_ROWS);
  }

  @Override
  public int find(int block, int[] positions, int count, TextSearch search, int[] passed) {
    return values.find(block * Table.BLOCK_ROWS, positions, count, search, passed);
  }

  @Override
  public boolean mayHold(int block, String token) {
    return tokens == null || tokens.mayHold(block, token);
  }

  /** The filters of a column; the words of block {@code i} end before {@code ends[i]}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TokenFilters(SectionBytes words, int[] ends) {
    boolean mayHold(int block, String token) {
      int from = block == 0 ? 0 : ends[block - 1];
      int longs = ends[block] - from;
      return longs > 0
          && Membership.mayHold(
              longs, i -> words.getLong((long) (from + i) * Long.BYTES), Hashes.ofToken(token));
    }
  }
}
