package io.midwatch.query.timing;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Some requests from all over a window, and the spans of their traces.
 *
 * @param spans that began while one of the requests ran
 */
record RequestSample(List<Span> requests, List<Span> spans, Completeness completeness) {
  /** Spans read for the requests of one part; what does not fit leaves its requests out. */
  private static final int SPANS = 5_000;

  RequestSample {
    requests = List.copyOf(requests);
    spans = List.copyOf(spans);
  }

  /**
   * The newest of each part of the window; what parts without requests leave is given to those that
   * have more.
   *
   * @param parts how often the window is cut
   * @param most requests of a part, when all have some
   */
  static RequestSample read(
      SpanReader reader, Window window, Filter requests, int parts, int most, QueryLimits limits) {
    List<TimeRange> ranges = parts(window.range(), parts);
    List<Page<Span>> pages = new ArrayList<>();
    for (TimeRange part : ranges) {
      pages.add(reader.searchSpans(SearchQuery.newest(part, requests, most).limited(limits)));
    }
    long used = pages.stream().filter(page -> !page.rows().isEmpty()).count();
    int share = (int) (parts * most / Math.max(1, used));
    for (int i = 0; i < pages.size() && share > most; i++) {
      if (pages.get(i).next() != null) {
        SearchQuery more = SearchQuery.newest(ranges.get(i), requests, share).limited(limits);
        pages.set(i, reader.searchSpans(more));
      }
    }
    return withSpans(reader, pages, limits);
  }

  private static RequestSample withSpans(
      SpanReader reader, List<Page<Span>> pages, QueryLimits limits) {
    List<Span> found = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    Completeness trust = Completeness.exact(0);
    for (Page<Span> page : pages) {
      trust = trust.and(page.completeness());
      if (!page.rows().isEmpty()) {
        Page<Span> around = reader.searchSpans(ofTraces(page.items()).limited(limits));
        trust = trust.and(around.completeness());
        long known = around.next() == null ? Long.MAX_VALUE : lastStart(around.items());
        page.items().stream()
            .filter(request -> request.endTimeUnixNano() < known)
            .forEach(found::add);
        spans.addAll(around.items());
      }
    }
    return new RequestSample(found, spans, trust);
  }

  private static SearchQuery ofTraces(List<Span> requests) {
    List<AttributeValue> traces =
        requests.stream().map(span -> AttributeValue.of(span.traceId().hex())).distinct().toList();
    long from = requests.stream().mapToLong(Span::startTimeUnixNano).min().orElseThrow();
    long to = requests.stream().mapToLong(Span::endTimeUnixNano).max().orElseThrow();
    return SearchQuery.newest(
            new TimeRange(from, Math.max(from, to) + 1),
            new Filter.In(Field.of(CanonicalField.TRACE_ID), traces),
            SPANS)
        .sorted(SearchQuery.Sort.OLDEST_FIRST);
  }

  private static long lastStart(List<Span> spans) {
    return spans.isEmpty() ? 0 : spans.getLast().startTimeUnixNano();
  }

  private static List<TimeRange> parts(TimeRange whole, int wanted) {
    int parts = Math.clamp(whole.lengthNanos(), 1, wanted);
    long length = whole.lengthNanos() / parts;
    List<TimeRange> cut = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      long from = whole.fromUnixNano() + length * i;
      cut.add(new TimeRange(from, i == parts - 1 ? whole.toUnixNano() : from + length));
    }
    return cut;
  }
}
