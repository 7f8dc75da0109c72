package io.midwatch.storage.elasticsearch;

import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.testkit.span.SpanAggregateContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Aggregations with as much left to the server as it can do, however few rows there are. */
class CountedByServerIT extends SpanAggregateContract {
  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir static Path folder;

  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    try {
      return ElasticsearchStores.open(
          SERVER.server(), Files.createTempDirectory(folder, "store"), settings, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
