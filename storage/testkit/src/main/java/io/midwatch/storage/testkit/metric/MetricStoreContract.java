package io.midwatch.storage.testkit.metric;

import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import org.junit.jupiter.api.Nested;

/** Everything a store of metric points does; each nested class is one suite. */
public abstract class MetricStoreContract {
  /** A new, empty store; it may hold at least 10,000 items of each signal. */
  protected abstract StoreUnderTest newStore(StoreUnderTest.Settings settings);

  @Nested
  class Writing extends PointWriteContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return MetricStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Reading extends SeriesReadContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return MetricStoreContract.this.newStore(settings);
    }
  }
}
