package io.midwatch.query.promql.store;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.PointBlock;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.MetricReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Metrics as they were sent, under their Prometheus names. Thread-safe. */
final class StoredSeriesSource implements SeriesSource {
  private static final int MAX_SERIES = 1_000_000;

  private final MetricReader reader;

  StoredSeriesSource(MetricReader reader) {
    this.reader = reader;
  }

  @Override
  public List<String> select(Selection selection, Visitor visitor) {
    Matchers matchers = new Matchers(selection.matchers());
    List<String> reasons = new ArrayList<>();
    for (LabelMatcher name : SeriesNames.named(SeriesNames.stored(matchers, reader, reasons))) {
      Reading reading = new Reading(matchers, selection, visitor, false);
      reasons.addAll(read(name, matchers, selection.fromMillis(), selection, reading));
      if (reading.sawDelta) {
        long from = Cumulation.periodStart(Math.max(1, selection.fromMillis()));
        Reading deltas = new Reading(matchers, selection, visitor, true);
        reasons.addAll(read(name, matchers, from, selection, deltas));
      }
    }
    return reasons.stream().distinct().toList();
  }

  private List<String> read(
      LabelMatcher name, Matchers matchers, long fromMillis, Selection selection, Reading reading) {
    Completeness completeness =
        reader.readBlocks(
            new SeriesQuery(
                QueryScope.ALL,
                range(fromMillis, selection.toMillis()),
                SeriesNames.matchers(name, matchers),
                MAX_SERIES,
                new QueryLimits(Long.MAX_VALUE, 10_000, Duration.ofMinutes(2))),
            reading::visit);
    reading.flush();
    return SeriesNames.reasons(completeness);
  }

  /**
   * Left-open milliseconds as half-open nanoseconds: a point belongs to the millisecond it is in.
   */
  static TimeRange range(long fromMillis, long toMillis) {
    long from = Math.max(0, Math.min(fromMillis + 1, Long.MAX_VALUE / 1_000_000)) * 1_000_000;
    long to = Math.max(0, Math.min(toMillis + 1, Long.MAX_VALUE / 1_000_000)) * 1_000_000;
    return new TimeRange(from, Math.max(from, to));
  }

  /** Takes chunks of stored series, by label set ascending, and gives out whole label sets. */
  private static final class Reading {
    private final SeriesSink sink;
    private final Visitor visitor;
    private final boolean deltas;

    /** By identity: few share a label set. */
    private final Map<SeriesIdentity, SeriesExpansion> open = new HashMap<>();

    private @Nullable SeriesIdentity lastIdentity;
    private @Nullable SeriesExpansion last;
    private @Nullable SortedMap<String, String> labels;
    private boolean sawDelta;

    Reading(Matchers matchers, Selection selection, Visitor visitor, boolean deltas) {
      this.sink = new SeriesSink(matchers, selection.fromMillis(), selection.toMillis());
      this.visitor = visitor;
      this.deltas = deltas;
    }

    @SuppressWarnings("ReferenceEquality") // a store gives the blocks of a series with one object
    boolean visit(PointBlock block) {
      boolean delta = block.identity().temporality() == Temporality.DELTA;
      sawDelta |= delta;
      if (delta != deltas) {
        return true;
      }
      if (block.identity() == lastIdentity && last != null) {
        last.add(block);
        return true;
      }
      if (!block.labels().equals(labels)) {
        flush();
        labels = block.labels();
      }
      lastIdentity = block.identity();
      last = open.computeIfAbsent(lastIdentity, _ -> new SeriesExpansion(block, sink));
      last.add(block);
      return true;
    }

    void flush() {
      sink.flush(visitor);
      open.clear();
      last = null;
    }
  }
}
