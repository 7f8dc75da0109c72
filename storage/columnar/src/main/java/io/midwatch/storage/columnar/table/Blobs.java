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
}
