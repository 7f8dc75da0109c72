package io.midwatch.storage.columnar.crash;

import io.midwatch.model.LogRecord;
import io.midwatch.model.PointValue;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of all items a store finds, by signal, as often as it finds them. Every item is
 * compared with what was sent.
 *
 * @param complete whether the store says of every answer that it is whole
 * @param reasons why not
 */
record Inventory(Map<Signal, List<Long>> numbers, boolean complete, List<String> reasons) {
  private static final int PAGE = 5_000;

  static Inventory of(EmbeddedStore store) {
    Reading reading = new Reading();
    reading.spans(store);
    reading.logs(store);
    reading.points(store);
    return new Inventory(reading.numbers, reading.reasons.isEmpty(), reading.reasons);
  }

  private List<Long> of(Signal signal) {
    return numbers.getOrDefault(signal, List.of());
  }

  Set<Long> found(Signal signal) {
    return new HashSet<>(of(signal));
  }

  /** Items of a signal that were found more than once. */
  long twice(Signal signal) {
    return (long) of(signal).size() - found(signal).size();
  }

  private static final class Reading {
    private final Map<Signal, List<Long>> numbers = new EnumMap<>(Signal.class);
    private final List<String> reasons = new ArrayList<>();

    void spans(EmbeddedStore store) {
      List<Long> found = new ArrayList<>();
      SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, PAGE);
      while (true) {
        Page<Span> page = store.spans().searchSpans(query);
        page.items().forEach(span -> found.add(number(span)));
        reasons.addAll(page.completeness().reasons());
        if (page.next() == null) {
          break;
        }
        query = query.after(page.next());
      }
      numbers.put(Signal.TRACES, found);
    }

    private static long number(Span span) {
      long number = NumberedBatches.numberAt(span.startTimeUnixNano());
      same(NumberedBatches.span(number), span);
      return number;
    }

    void logs(EmbeddedStore store) {
      List<Long> found = new ArrayList<>();
      SearchQuery query = SearchQuery.newest(Times.HOUR, Filter.ALL, PAGE);
      while (true) {
        Page<LogRecord> page = store.logs().searchLogs(query);
        page.items().forEach(log -> found.add(number(log)));
        reasons.addAll(page.completeness().reasons());
        if (page.next() == null) {
          break;
        }
        query = query.after(page.next());
      }
      numbers.put(Signal.LOGS, found);
    }

    private static long number(LogRecord log) {
      long number = Long.parseLong(log.body().text());
      same(NumberedBatches.log(number), log);
      return number;
    }

    void points(EmbeddedStore store) {
      List<Long> found = new ArrayList<>();
      var completeness =
          store
              .metrics()
              .readSeries(
                  SeriesQuery.of(Times.HOUR),
                  series -> {
                    series.samples().forEach(sample -> found.add(number(series, sample)));
                    return true;
                  });
      reasons.addAll(completeness.reasons());
      numbers.put(Signal.METRICS, found);
    }

    private static long number(Series series, Series.Sample sample) {
      long number = NumberedBatches.numberAt(sample.timeUnixNano());
      same(new PointValue.DoublePoint(number), sample.value());
      same(
          Long.toString(number % NumberedBatches.SERIES),
          series.labels().getOrDefault("queue", ""));
      return number;
    }

    private static void same(Object sent, Object read) {
      if (!sent.equals(read)) {
        throw new AssertionError("sent " + sent + ", read " + read);
      }
    }
  }
}
