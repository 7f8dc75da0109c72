package io.midwatch.server.wiring;

import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.prometheus.client.Collector;
import java.util.List;

/**
 * Whichever store there is, by its ports.
 *
 * @param figures what it says of itself beside its status
 * @param release ends it
 */
record StorePorts(
    TelemetryWriter writer,
    SpanReader spans,
    LogReader logs,
    MetricReader metrics,
    RollupReader rollups,
    StoreStatus status,
    IngestLedger ledger,
    List<Collector> figures,
    Runnable release)
    implements AutoCloseable {
  StorePorts {
    figures = List.copyOf(figures);
  }

  @Override
  public void close() {
    release.run();
  }
}
