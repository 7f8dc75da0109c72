package io.midwatch.storage.columnar.manifest;

/**
 * What one signal counts beside the items its files hold.
 *
 * @param sealedThrough the last log position whose items are in listed segments, -1 before any:
 *     replay skips this signal's batches up to it
 * @param expired items removed by age, size or hand
 * @param duplicates items merged into an equal one before they were sealed
 */
public record SignalTotals(long sealedThrough, long expired, long duplicates) {
  public static final SignalTotals NONE = new SignalTotals(-1, 0, 0);
}
