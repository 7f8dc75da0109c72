package io.midwatch.storage.columnar;

import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.testkit.span.SpanStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HotSpansTest extends SpanStoreContract {
  @TempDir Path folder;

  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    return EmbeddedStores.open(folder, settings, EmbeddedStores.Where.HOT);
  }
}
