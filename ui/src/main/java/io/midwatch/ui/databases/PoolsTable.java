package io.midwatch.ui.databases;

import io.midwatch.query.operations.PoolRow;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import java.util.List;

/**
 * A table of connection pools.
 *
 * @param total pools there are, of which these are the first
 */
public record PoolsTable(List<PoolRow> rows, int total) {
  public PoolsTable {
    rows = List.copyOf(rows);
  }

  static PoolsTable of(List<PoolRow> rows) {
    return new PoolsTable(rows, rows.size());
  }

  /** The first ones only. */
  static PoolsTable atMost(int most, List<PoolRow> rows) {
    return new PoolsTable(rows.stream().limit(most).toList(), rows.size());
  }

  public int more() {
    return total - rows.size();
  }

  /** Width of a pool's use, of 100. */
  public String use(PoolRow pool) {
    Double ratio = pool.usedRatio();
    return ratio == null ? "0" : Bar.share(ratio, 1);
  }

  /** Class of a pool's bar. */
  public String bar(PoolRow pool) {
    Signal signal = Signals.pool(pool);
    return signal.mark().equals("crit") ? "bc" : signal.mark().equals("warn") ? "bw" : "b1";
  }

  public Signal signal(PoolRow pool) {
    return Signals.pool(pool);
  }
}
