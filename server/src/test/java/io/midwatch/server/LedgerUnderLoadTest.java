package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.query.ledger.LedgerService;
import io.midwatch.query.ledger.SignalLedger;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Times;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger while items come, are sent again, are sealed and expire. */
class LedgerUnderLoadTest {
  private static final int REQUESTS = 600;
  private static final int ITEMS = 5;

  private final OtlpBatchEncoder encoder = new OtlpBatchEncoder();

  @TempDir private Path folder;

  @Test
  void addsUpInEveryAnswer() throws Exception {
    try (EmbeddedStore store = open();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      LedgerService service = new LedgerService(store.ledger(), store);
      Future<?> sent = threads.submit(() -> sendAll(store));
      Future<?> expired = threads.submit(() -> expireUntil(sent, store));
      long received = 0;
      while (!sent.isDone() || !expired.isDone()) {
        SignalLedger logs = logs(service);
        assertThat(logs.accepted()).isEqualTo(logs.stored() + logs.expired());
        assertThat(logs.received()).isEqualTo(logs.accepted() + logs.duplicates());
        assertThat(logs.received()).isGreaterThanOrEqualTo(received);
        assertThat(logs.underWay()).isZero();
        received = logs.received();
      }
      sent.get();
      expired.get();
      SignalLedger logs = logs(service);
      assertThat(logs.accepted()).isEqualTo(REQUESTS * ITEMS);
      assertThat(logs.duplicates()).isEqualTo(REQUESTS / 10 * ITEMS);
      assertThat(logs.expired()).isPositive();
    }
  }

  private void sendAll(EmbeddedStore store) {
    for (int request = 0; request < REQUESTS; request++) {
      send(store, request);
      if (request % 10 == 0) {
        send(store, request);
      }
    }
  }

  /** As the collector does: stored first, then counted. */
  private void send(EmbeddedStore store, int request) {
    List<LogRecord> items =
        List.of(
            Logs.number(request * ITEMS).build(),
            Logs.number(request * ITEMS + 1).build(),
            Logs.number(request * ITEMS + 2).build(),
            Logs.number(request * ITEMS + 3).build(),
            Logs.number(request * ITEMS + 4).build());
    byte[] body = encoder.encodeLogs(items);
    boolean duplicate =
        store
            .write(
                new EncodedBatch(
                    Signal.LOGS,
                    EncodedBatch.Encoding.OTLP_PROTOBUF,
                    "test",
                    Times.START_NANOS,
                    ITEMS,
                    RejectedItems.NONE,
                    ContentHash.of(body),
                    body))
            .duplicate();
    store.ledger().received(Signal.LOGS, duplicate ? 0 : ITEMS, duplicate ? ITEMS : 0, Map.of());
  }

  private static void expireUntil(Future<?> sent, EmbeddedStore store) {
    do {
      store.seal();
      store.expire(Signal.LOGS, Long.MAX_VALUE);
    } while (!sent.isDone());
    store.seal();
    store.expire(Signal.LOGS, Long.MAX_VALUE);
  }

  private EmbeddedStore open() {
    RollupDerivation derivation = new RollupDerivation(Pipeline.READER, OwnHosts.DEFAULT);
    return EmbeddedStore.open(
        folder.resolve("data"),
        new StoreParts(
            new OtlpBatchDecoder(),
            encoder,
            derivation,
            IdentityKeys.DEFAULT,
            InstantSource.fixed(Times.START)),
        EmbeddedSettings.DEFAULTS);
  }

  private static SignalLedger logs(LedgerService service) {
    return Objects.requireNonNull(service.ledger().get(Signal.LOGS));
  }
}
