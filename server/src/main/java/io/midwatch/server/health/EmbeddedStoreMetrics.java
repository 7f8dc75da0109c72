package io.midwatch.server.health;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.EmbeddedFigures;
import io.midwatch.storage.columnar.EmbeddedFigures.SignalFigures;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Files, memory and log of the embedded store, read at each scrape. */
public final class EmbeddedStoreMetrics extends Collector {
  private static final List<String> SIGNAL = List.of("signal");

  private final Supplier<EmbeddedFigures> store;

  public EmbeddedStoreMetrics(Supplier<EmbeddedFigures> store) {
    this.store = store;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    EmbeddedFigures now = store.get();
    GaugeMetricFamily segments =
        new GaugeMetricFamily("midwatch_store_segments", "Sealed files.", SIGNAL);
    GaugeMetricFamily bytes =
        new GaugeMetricFamily("midwatch_store_segment_bytes", "Bytes in sealed files.", SIGNAL);
    GaugeMetricFamily sealed =
        new GaugeMetricFamily("midwatch_store_sealed_items", "Items in sealed files.", SIGNAL);
    GaugeMetricFamily hot =
        new GaugeMetricFamily(
            "midwatch_store_hot_items", "Items in memory and in the log only.", SIGNAL);
    for (Map.Entry<Signal, SignalFigures> entry : now.signals().entrySet()) {
      List<String> label = List.of(entry.getKey().label());
      segments.addMetric(label, entry.getValue().segments());
      bytes.addMetric(label, entry.getValue().segmentBytes());
      sealed.addMetric(label, entry.getValue().sealedItems());
      hot.addMetric(label, entry.getValue().hotItems());
    }
    return List.of(
        segments,
        bytes,
        sealed,
        hot,
        gauge("midwatch_store_rollup_files", "Files of figures.", now.rollupFiles()),
        gauge("midwatch_store_rollup_bytes", "Bytes in them.", now.rollupBytes()),
        gauge("midwatch_store_log_bytes", "Bytes in the log.", now.logBytes()),
        gauge(
            "midwatch_store_replayed_records",
            "Records of the log applied at the start.",
            now.replayedRecords()),
        gauge("midwatch_store_damaged_files", "Files that cannot be read in whole.", now.damaged()),
        gauge("midwatch_store_disk_free_bytes", "Free bytes on its disk.", now.freeBytes()),
        gauge(
            "midwatch_store_takes_data",
            "1 when it takes telemetry, 0 when its disk is full or fails.",
            now.takesData() ? 1 : 0),
        gauge(
            "midwatch_store_queued_bytes",
            "Bytes that wait for the log.",
            now.writer().queuedBytes()),
        counter(
            "midwatch_store_refused_batches",
            "Batches refused for want of room.",
            now.writer().refused()),
        counter(
            "midwatch_store_batches", "Batches taken, repeated ones not.", now.writer().batches()));
  }

  private static GaugeMetricFamily gauge(String name, String help, double value) {
    return new GaugeMetricFamily(name, help, value);
  }

  private static CounterMetricFamily counter(String name, String help, double value) {
    return new CounterMetricFamily(name, help, value);
  }
}
