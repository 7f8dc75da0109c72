package io.midwatch.storage.contract.rollup;

import java.util.List;

/** Reads rollups. Thread-safe; answers are the caller's own. */
public interface RollupReader {
  /** The tables that can be read. */
  List<RollupTable> rollupTables();

  /**
   * @throws IllegalArgumentException when there is no such table, dimension or a filter names
   *     anything but dimensions
   */
  RollupAnswer readRollup(RollupQuery query);
}
