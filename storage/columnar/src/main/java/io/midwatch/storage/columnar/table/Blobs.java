package io.midwatch.storage.columnar.table;

import io.midwatch.storage.contract.write.ByteSlice;

/** Bytes in every row, empty where nothing was stored. Thread-safe. */
public interface Blobs {
  /** The bytes of a row; the window is on an array that nobody changes any more. */
  ByteSlice at(int row);

  /** Whether any row of the block has bytes. */
  boolean any(int block);

  /**
   * Whether a row of the block may hold this token (as {@link
   * io.midwatch.storage.contract.query.Tokens} cuts texts); always true without a token filter.
   */
  boolean mayHold(int block, String token);

  /**
   * Keeps of some rows of a block those whose texts may hold what is looked for; how many.
   *
   * @param positions ascending, counted from the block's first row
   * @param passed takes them in order; may be {@code positions}
   */
  default int find(int block, int[] positions, int count, TextSearch search, int[] passed) {
    int base = block * Table.BLOCK_ROWS;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (search.mayBeIn(at(base + positions[i]))) {
        passed[kept++] = positions[i];
      }
    }
    return kept;
  }
}
