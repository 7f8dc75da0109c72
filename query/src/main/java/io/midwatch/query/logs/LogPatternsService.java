package io.midwatch.query.logs;

import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;

/**
 * Groups the log records that match a search by what stays the same in their bodies. Up to {@value
 * #SAMPLE} records all are looked at, of more the same part of each step of the window, the newest
 * of it. Thread-safe; holds no more than {@value #PAGE} records at a time.
 */
public final class LogPatternsService {
  static final int SAMPLE = 10_000;
  private static final int PAGE = 500;

  private final LogsService logs;
  private final CanonicalReader reader;
  private final int sample;

  public LogPatternsService(LogsService logs, CanonicalReader reader) {
    this(logs, reader, SAMPLE);
  }

  LogPatternsService(LogsService logs, CanonicalReader reader, int sample) {
    this.logs = logs;
    this.reader = reader;
    this.sample = sample;
  }

  /** The patterns of all records that match; page and limit of the search do not matter. */
  public LogPatterns patterns(LogSearch search) {
    List<LogHistogramBar> bars = logs.histogram(search);
    long matching = bars.stream().mapToLong(LogHistogramBar::total).sum();
    TimeRange range = search.window().range();
    long step = search.window().stepNanos();
    long first = range.fromUnixNano() / step;
    PatternGroups groups = new PatternGroups((int) ((range.toUnixNano() - 1) / step - first) + 1);
    Completeness completeness = Completeness.exact(0);
    for (LogHistogramBar bar : bars.reversed()) {
      long start = Math.max(bar.startUnixNano(), range.fromUnixNano());
      long end = Math.min(bar.startUnixNano() + step, range.toUnixNano());
      completeness =
          completeness.and(
              read(
                  in(search, new TimeRange(start, end)),
                  part(bar.total(), matching),
                  groups,
                  bar.startUnixNano() / step - first));
    }
    return new LogPatterns(
        groups.patterns(), groups.looked(), matching, groups.other(), completeness);
  }

  private long part(long count, long matching) {
    return matching <= sample ? count : Math.ceilDiv(count * sample, matching);
  }

  private Completeness read(LogSearch search, long wanted, PatternGroups groups, long step) {
    Completeness completeness = Completeness.exact(0);
    Cursor after = null;
    for (long left = wanted; left > 0; left -= PAGE) {
      Page<LogRecord> page = logs.search(search.page(after, (int) Math.min(left, PAGE)));
      page.items().forEach(log -> groups.add(log, service(log), step));
      completeness = completeness.and(page.completeness());
      after = page.next();
      if (after == null) {
        break;
      }
    }
    return completeness;
  }

  private String service(LogRecord log) {
    String service = reader.readText(log, CanonicalField.SERVICE);
    return service == null ? "" : service;
  }

  private static LogSearch in(LogSearch search, TimeRange range) {
    Window window = search.window();
    return search.in(new Window(range, window.environment(), window.tenant()));
  }
}
