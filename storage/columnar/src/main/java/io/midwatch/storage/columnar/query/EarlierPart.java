package io.midwatch.storage.columnar.query;

/**
 * Rows that were stored before those of the buffer that is being filled. The same rows have the
 * same positions, wherever they are by now: in a full buffer, then in a segment.
 *
 * @param fromUnixNano no row is filed before it
 * @param toUnixNano no row is filed after it
 * @param firstPosition log position of the first batch
 * @param lastPosition log position of the last batch
 */
public record EarlierPart<T>(
    Part<T> part, long fromUnixNano, long toUnixNano, long firstPosition, long lastPosition) {
  public boolean mayHold(long unixNano) {
    return unixNano >= fromUnixNano && unixNano <= toUnixNano;
  }
}
