package io.midwatch.storage.elasticsearch;

import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import io.midwatch.storage.testkit.fixture.StoreUnderTest;
import io.midwatch.storage.wal.Durability;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Makes empty stores for the suites. Before each question they wait until everything written can be
 * found, for the suites do not wait the two seconds a store may take.
 */
final class ElasticsearchStores {
  static final String PREFIX = "midwatchtest";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ElasticsearchStores() {}

  static StoreUnderTest open(
      TestServer server, Path folder, StoreUnderTest.Settings settings, long rowsComputedHere) {
    try {
      server.clear(PREFIX);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the server does not answer", e);
    }
    ElasticsearchStore store =
        ElasticsearchStore.open(
            folder,
            new ElasticsearchParts(
                settings.decoder(),
                settings.encoder(),
                new NoRollups(),
                settings.identityKeys(),
                settings.clock()),
            ElasticsearchSettings.of(server.url())
                .withPrefix(PREFIX)
                .withDurability(Durability.OS)
                .withRowsComputedHere(rowsComputedHere));
    return new StoreUnderTest(
        store,
        store,
        store,
        store,
        settled(SpanReader.class, store, store.spans()),
        settled(LogReader.class, store, store.logs()),
        settled(MetricReader.class, store, store.metrics()),
        settled(StoreStatus.class, store, store),
        (signal, before) -> {
          settle(store);
          store.expire(signal, before);
        },
        () -> {},
        store::close);
  }

  private static void settle(ElasticsearchStore store) {
    if (!store.settle(PATIENCE)) {
      throw new IllegalStateException("not settled: " + store.problem());
    }
  }

  private static <R> R settled(Class<R> port, ElasticsearchStore store, R reader) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              settle(store);
              try {
                return method.invoke(reader, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
