package io.midwatch.storage.testkit.span;

import io.midwatch.storage.testkit.fixture.InMemoryStores;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;

class InMemorySpansTest extends SpanStoreContract {
  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    return InMemoryStores.open(settings);
  }
}
