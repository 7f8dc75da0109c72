package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.testkit.metric.SeriesReadContract;

class HotSeriesTest extends SeriesReadContract {
  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    Rooms rooms = new Rooms();
    InMemoryStore other = Rooms.oracle();
    return new StoreUnderTest(
        other,
        other,
        other,
        rooms::write,
        other,
        other,
        rooms.tables,
        other,
        other,
        () -> {},
        () -> {});
  }
}
