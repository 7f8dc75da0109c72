package io.midwatch.storage.columnar.rollup;

import java.util.List;

/**
 * A finished rollup file.
 *
 * <pre>
 * rollup/0000000042.rollup  15s 1m 5m 1h  03:00 to 04:00, covers the log to position 8 &lt;&lt; 32 | 4711
 * </pre>
 *
 * @param path relative to the disk's root
 * @param tiers whose rows it holds, finest first; empty when it only says what is missing
 * @param fromUnixNano start of its first bucket
 * @param toUnixNano end of its last bucket, exclusive
 * @param coveredPosition last log position that is counted in it or in older files
 */
public record RollupFileInfo(
    String path,
    List<Tier> tiers,
    long fromUnixNano,
    long toUnixNano,
    long coveredPosition,
    long sizeBytes) {
  public RollupFileInfo {
    tiers = List.copyOf(tiers);
  }
}
