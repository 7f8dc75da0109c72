package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.TimeRange;

/**
 * Rows {@code [from, to)} of a chunk as they are seen by a reader.
 *
 * @param minTime no row lies before it
 * @param maxTime no row lies after it
 */
record Slice<T>(Chunk<T> chunk, int from, int to, long minTime, long maxTime) {

  boolean overlaps(TimeRange range) {
    return maxTime >= range.fromUnixNano() && minTime < range.toUnixNano();
  }

  Row<T> row(int index) {
    return chunk.row(index);
  }

  long time(int index) {
    return chunk.time(index);
  }
}
