package io.midwatch.storage.testkit.log;

import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import org.junit.jupiter.api.Nested;

/** Everything a store of log records does; each nested class is one suite. */
public abstract class LogStoreContract {
  /** A new, empty store; it may hold at least 10,000 items of each signal. */
  protected abstract StoreUnderTest newStore(StoreUnderTest.Settings settings);

  @Nested
  class Writing extends LogWriteContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return LogStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Reading extends LogReadContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return LogStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Searching extends LogSearchContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return LogStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Patterns extends LogPatternContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return LogStoreContract.this.newStore(settings);
    }
  }
}
