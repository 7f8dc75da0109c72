package io.midwatch.server.data;

import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the items of one signal as requests: spans and logs by time, points by series. */
final class Export {
  /** In memory at a time. */
  private static final int PAGE_ITEMS = 2_000;

  private static final int POINTS_PER_REQUEST = 2_000;
  private static final QueryLimits LIMITS =
      new QueryLimits(Long.MAX_VALUE, 1, Duration.ofHours(24));

  private final EmbeddedStore store;
  private final Signal signal;
  private final ExportLines lines;
  private final OtlpBatchEncoder encoder = new OtlpBatchEncoder();
  private final Set<String> missing = new LinkedHashSet<>();

  Export(EmbeddedStore store, Signal signal, ExportLines lines) {
    this.store = store;
    this.signal = signal;
    this.lines = lines;
  }

  /** Writes everything in the range; returns why something may be missing. */
  List<String> write(TimeRange range) throws IOException {
    switch (signal) {
      case TRACES -> this.<Span>pages(range, store.spans()::searchSpans, encoder::encodeSpans);
      case LOGS -> this.<LogRecord>pages(range, store.logs()::searchLogs, encoder::encodeLogs);
      case METRICS -> points(range);
    }
    return List.copyOf(missing);
  }

  private <T> void pages(
      TimeRange range, Function<SearchQuery, Page<T>> search, Function<List<T>, byte[]> encode)
      throws IOException {
    @Nullable Cursor after = null;
    do {
      // what lies before the cursor need not be looked at again
      TimeRange rest = after == null ? range : new TimeRange(after.sortValue(), range.toUnixNano());
      Page<T> page =
          search.apply(
              new SearchQuery(
                  QueryScope.ALL, rest, Filter.ALL, Sort.OLDEST_FIRST, after, PAGE_ITEMS, LIMITS));
      if (!page.completeness().complete()) {
        missing.addAll(page.completeness().reasons());
      }
      lines.write(signal, page.items(), encode);
      after = page.next();
    } while (after != null);
  }

  private void points(TimeRange range) throws IOException {
    List<MetricPoint> waiting = new ArrayList<>();
    try {
      var completeness =
          store
              .metrics()
              .readSeries(
                  new SeriesQuery(QueryScope.ALL, range, List.of(), Integer.MAX_VALUE, LIMITS),
                  series -> {
                    addPoints(series, waiting);
                    return true;
                  });
      if (!completeness.complete()) {
        missing.addAll(completeness.reasons());
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    lines.write(signal, waiting, encoder::encodePoints);
  }

  private void addPoints(Series series, List<MetricPoint> waiting) {
    for (Series.Sample sample : series.samples()) {
      waiting.add(
          new MetricPoint(
              series.metric(),
              series.identity().attributes(),
              sample.startTimeUnixNano(),
              sample.timeUnixNano(),
              sample.flags(),
              sample.value(),
              sample.exemplars(),
              series.resource(),
              series.scope()));
      if (waiting.size() == POINTS_PER_REQUEST) {
        try {
          lines.write(signal, waiting, encoder::encodePoints);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        waiting.clear();
      }
    }
  }
}
