package io.midwatch.storage.testkit.log;

import io.midwatch.storage.testkit.fixture.InMemoryStores;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;

class InMemoryLogsTest extends LogStoreContract {
  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    return InMemoryStores.open(settings);
  }
}
