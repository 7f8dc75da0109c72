package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.EmbeddedFigures.SignalFigures;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.manifest.SignalTotals;
import io.midwatch.storage.columnar.metric.MetricPart;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import java.util.List;
import java.util.Map;

/** Sums up what the rooms hold. */
final class StoreFigures {
  private long items;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  private StoreFigures() {}

  static StoreStats of(
      Manifest listed, RowSignal<?> spans, RowSignal<?> logs, MetricSignal metrics) {
    return new StoreStats(
        Map.of(
            Signal.TRACES, ofRows(listed, spans),
            Signal.LOGS, ofRows(listed, logs),
            Signal.METRICS, ofPoints(listed, metrics)),
        "embedded");
  }

  /** A signal's files and what is in none of them. */
  static SignalFigures files(Manifest listed, Signal signal, StoreStats stats) {
    List<SegmentEntry> segments = listed.segments(signal);
    long sealed = segments.stream().mapToLong(SegmentEntry::items).sum();
    SignalStats all = stats.signals().get(signal);
    return new SignalFigures(
        segments.size(),
        segments.stream().mapToLong(SegmentEntry::sizeBytes).sum(),
        sealed,
        all == null ? 0 : Math.max(0, all.stored() - sealed));
  }

  private static SignalStats ofRows(Manifest listed, RowSignal<?> signal) {
    StoreFigures figures = new StoreFigures();
    figures.add(signal.entries());
    for (Part<?> part : signal.hot()) {
      figures.items += part.table().rows();
      for (int block = 0; block < part.table().blocks(); block++) {
        figures.span(part.times().min(block), part.times().max(block));
      }
    }
    return figures.stats(listed.totals(signal.signal()), signal.hotDuplicates());
  }

  private static SignalStats ofPoints(Manifest listed, MetricSignal signal) {
    StoreFigures figures = new StoreFigures();
    figures.add(signal.entries());
    for (MetricPart part : signal.hot()) {
      figures.items += part.pointCount();
      if (part.pointCount() > 0) {
        figures.span(part.minTimeUnixNano(), part.maxTimeUnixNano());
      }
    }
    return figures.stats(listed.totals(Signal.METRICS), signal.hotDuplicates());
  }

  /** What cannot be read is held all the same. */
  private void add(List<SegmentEntry> listed) {
    for (SegmentEntry entry : listed) {
      items += entry.items();
      span(entry.minUnixNano(), entry.maxUnixNano());
    }
  }

  private void span(long from, long to) {
    least = Math.min(least, from);
    greatest = Math.max(greatest, to);
  }

  private SignalStats stats(SignalTotals totals, long hotDuplicates) {
    return new SignalStats(
        items,
        totals.expired(),
        totals.duplicates() + hotDuplicates,
        Long.MAX_VALUE,
        items == 0 ? 0 : least,
        items == 0 ? 0 : greatest);
  }
}
