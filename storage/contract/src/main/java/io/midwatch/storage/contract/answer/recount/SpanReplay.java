package io.midwatch.storage.contract.answer.recount;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SearchQuery.Sort;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads spans a page at a time, oldest first, and derives them as if they came in now. Within a
 * page those that ended first come first, as agents send them: calls before the request that made
 * them.
 */
final class SpanReplay {
  private static final int PAGE = SearchQuery.MAX_LIMIT;

  private final SpanReader spans;
  private final CanonicalReader reader;
  private final Supplier<RollupDeriver> derivers;
  private final int most;

  SpanReplay(SpanReader spans, CanonicalReader reader, Supplier<RollupDeriver> derivers, int most) {
    this.spans = spans;
    this.reader = reader;
    this.derivers = derivers;
    this.most = most;
  }

  List<RollupTable> tables() {
    return derivers.get().tables();
  }

  /** Derives the spans of a range that match; what was read, and how far it can be trusted. */
  Completeness replay(
      TimeRange range, Filter filter, UnaryOperator<CanonicalSpan> as, RollupSink sink) {
    RollupDeriver deriver = derivers.get();
    Completeness read = Completeness.exact(0);
    @Nullable Cursor after = null;
    int count = 0;
    do {
      Page<Span> page = spans.searchSpans(page(range, filter, Math.min(most - count, PAGE), after));
      derive(page.items(), deriver, as, sink);
      read = read.and(page.completeness());
      count += page.rows().size();
      after = page.next();
    } while (after != null && count < most && read.complete());
    return after == null || !read.complete() ? read : read.and(cutOff(count));
  }

  private void derive(
      List<Span> page, RollupDeriver deriver, UnaryOperator<CanonicalSpan> as, RollupSink sink) {
    List<Span> ended = new ArrayList<>(page);
    ended.sort(Comparator.comparingLong(Span::endTimeUnixNano));
    long now = Long.MIN_VALUE;
    for (Span span : ended) {
      // By starts, so that time goes no further on a page than to where the next one begins.
      if (span.startTimeUnixNano() > now) {
        now = span.startTimeUnixNano();
        deriver.begin(now);
      }
      deriver.derive(as.apply(CanonicalSpan.of(span, reader)), sink);
    }
  }

  private static SearchQuery page(
      TimeRange range, Filter filter, int limit, @Nullable Cursor after) {
    return new SearchQuery(
        QueryScope.ALL, range, filter, Sort.OLDEST_FIRST, after, limit, QueryLimits.DEFAULT);
  }

  private static Completeness cutOff(int count) {
    String reason =
        String.format(
            Locale.ROOT, "more than %,d spans are to be read: the latest are not counted", count);
    return new Completeness(false, false, 0, List.of(reason));
  }
}
