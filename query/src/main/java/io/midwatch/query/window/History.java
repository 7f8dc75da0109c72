package io.midwatch.query.window;

import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;

/** How far back requests are recorded. Thread-safe. */
public final class History {
  private static final System.Logger LOG = System.getLogger(History.class.getName());

  /** Of a range, so much at its start may hold nothing. */
  private static final int PARTS = 10;

  private final RollupReader rollups;

  public History(RollupReader rollups) {
    this.rollups = rollups;
  }

  /**
   * Whether any request is recorded about the start of a range: in its first tenth, or in as long
   * as it is before it. A range that only its later part is recorded of is no measure. True while
   * the store has no answer, for the figures asked for next say so.
   */
  public boolean reaches(TimeRange range) {
    TimeRange about =
        new TimeRange(
            range.previous().fromUnixNano(), range.fromUnixNano() + range.lengthNanos() / PARTS);
    try {
      RollupAnswer answer =
          rollups.readRollup(RollupQuery.total(OperationsTables.REQUESTS.name(), about));
      return answer.rows().stream().anyMatch(row -> answer.count(row, "requests") > 0);
    } catch (AbandonedException gone) {
      throw gone;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "How far back requests are recorded: not read", e);
      return true;
    }
  }
}
