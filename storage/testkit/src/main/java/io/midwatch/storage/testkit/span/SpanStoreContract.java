package io.midwatch.storage.testkit.span;

import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import org.junit.jupiter.api.Nested;

/** Everything a store of spans does; each nested class is one suite. */
public abstract class SpanStoreContract {
  /** A new, empty store; it may hold at least 10,000 items of each signal. */
  protected abstract StoreUnderTest newStore(StoreUnderTest.Settings settings);

  @Nested
  class Writing extends SpanWriteContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Filtering extends SpanFilterContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class OfTenants extends SpanTenantContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Searching extends SpanSearchContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Traces extends TraceSearchContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Aggregating extends SpanAggregateContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class Exploring extends SpanExploreContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }

  @Nested
  class AgainstPlainCode extends SpanOracleContract {
    @Override
    protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
      return SpanStoreContract.this.newStore(settings);
    }
  }
}
