package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Objects;

/**
 * A row that may still grow. What is added goes to the journal of the update first. Its counts are
 * replaced by a copy before they change, when a reader may have taken them since.
 */
final class RecentRow implements RollupCell {
  private final RollupTable table;
  private final RollupKey key;
  private final int hash;
  private final UpdateJournal journal;
  private RollupCounts counts;
  private long epoch;

  RecentRow(RollupTable table, RollupKey key, int hash, UpdateJournal journal, long epoch) {
    this.table = table;
    this.key = key;
    this.hash = hash;
    this.journal = journal;
    this.counts = new RollupCounts(table);
    this.epoch = epoch;
  }

  RollupKey key() {
    return key;
  }

  int hash() {
    return hash;
  }

  /** The counts as they are; whoever keeps them must have begun an epoch. */
  RollupCounts counts() {
    return counts;
  }

  /** Counts nobody has taken since this epoch began. */
  RollupCounts own(long currentEpoch) {
    if (epoch != currentEpoch) {
      counts = counts.copy();
      epoch = currentEpoch;
    }
    return counts;
  }

  @Override
  public void count(int counter, long amount) {
    journal.count(this, Objects.checkIndex(counter, table.counters().size()), amount);
  }

  @Override
  public void record(int histogram, double value, long times) {
    journal.record(this, Objects.checkIndex(histogram, table.histograms().size()), value, times);
  }

  @Override
  public void observe(int sketch, String item) {
    journal.observe(this, Objects.checkIndex(sketch, table.sketches().size()), item);
  }
}
