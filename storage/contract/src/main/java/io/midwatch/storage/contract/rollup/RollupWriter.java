package io.midwatch.storage.contract.rollup;

import java.util.function.Consumer;

/**
 * Adds derived counts, each tied to the log position it came from, so that a replay counts nothing
 * twice. Updates come in the order of their positions. Thread-safe.
 */
public interface RollupWriter {
  /**
   * Runs the update and remembers the position, unless the position is covered already: then
   * nothing happens and the answer is false. Readers see all of an update or nothing once the store
   * is settled: one that writes over a network may show parts of it for a moment. An update that
   * throws counts nothing and its position stays uncovered.
   */
  boolean apply(long position, Consumer<RollupSink> update);

  /** The last position that is counted, -1 before the first. */
  long coveredPosition();
}
