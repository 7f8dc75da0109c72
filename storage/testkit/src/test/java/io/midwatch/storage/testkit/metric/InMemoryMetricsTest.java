package io.midwatch.storage.testkit.metric;

import io.midwatch.storage.testkit.fixture.InMemoryStores;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;

class InMemoryMetricsTest extends MetricStoreContract {
  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    return InMemoryStores.open(settings);
  }
}
