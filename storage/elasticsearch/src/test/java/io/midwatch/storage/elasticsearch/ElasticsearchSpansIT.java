package io.midwatch.storage.elasticsearch;

import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.testkit.span.SpanStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchSpansIT extends SpanStoreContract {
  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir static Path folder;

  @Override
  protected StoreUnderTest newStore(StoreUnderTest.Settings settings) {
    try {
      return ElasticsearchStores.open(
          SERVER.server(), Files.createTempDirectory(folder, "store"), settings, 5_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
