package io.midwatch.query.operations;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.read.SpanReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds calls with a statement. Spans are kept with the text they sent, so its longest calls to the
 * database are looked at and read again; a text sent without values is found at once. Thread-safe.
 */
final class StatementSamples {
  /** Calls looked at in one search. */
  private static final int MOST_AT_ONCE = 300;

  private final SpanReader spans;
  private final CanonicalReader reader;
  private final Function<Span, Optional<String>> statementOf;
  private final Filter calls;

  /**
   * @param calls those that are looked at
   */
  StatementSamples(
      SpanReader spans,
      CanonicalReader reader,
      Function<Span, Optional<String>> statementOf,
      Filter calls) {
    this.spans = spans;
    this.reader = reader;
    this.statementOf = statementOf;
    this.calls = calls;
  }

  /**
   * @param sentAsIs whether calls send the very text of the statement
   */
  record Found(List<StatementSample> samples, boolean sentAsIs) {}

  /** The longest first, one a trace; none when spans are gone or its calls are too many to find. */
  Found longest(Window window, StatementRow row, int most) {
    Filter same = Filter.eq(Field.of(CanonicalField.DB_QUERY_TEXT), row.text());
    List<StatementSample> found = row.text().isEmpty() ? List.of() : find(window, row, same, most);
    Double median = row.now().p50Nanos();
    return found.isEmpty() && median != null
        ? new Found(find(window, row, longer(median), most), false)
        : new Found(found, !found.isEmpty());
  }

  /** Roughly the longer half, so that those of longer statements are few. */
  private static Filter longer(double medianNanos) {
    return new Filter.NumberRange(Field.of(CanonicalField.DURATION), medianNanos * 0.9, null);
  }

  private List<StatementSample> find(Window window, StatementRow row, Filter some, int most) {
    List<Filter> filters = new ArrayList<>(List.of(calls, some));
    filters.add(Filter.eq(Field.of(CanonicalField.DB_SYSTEM), row.system()));
    if (!row.database().isEmpty()) {
      filters.add(
          Filter.or(
              Filter.eq(Field.of(CanonicalField.DB_NAMESPACE), row.database()),
              Filter.eq(Field.of(CanonicalField.SERVER_ADDRESS), row.database())));
    }
    SearchQuery query =
        SearchQuery.newest(
                window.range(),
                window.ofTenant(null).spanFilter(filters.toArray(Filter[]::new)),
                MOST_AT_ONCE)
            .sorted(SearchQuery.Sort.LONGEST_FIRST);
    Map<TraceId, StatementSample> found = new LinkedHashMap<>();
    for (Span span : spans.searchSpans(query).items()) {
      if (found.size() == most) {
        break;
      }
      if (statementOf.apply(span).filter(row.id()::equals).isPresent()) {
        found.putIfAbsent(span.traceId(), sample(span));
      }
    }
    return List.copyOf(found.values());
  }

  private StatementSample sample(Span span) {
    AttributeValue service = reader.read(span, CanonicalField.SERVICE);
    return new StatementSample(
        span.traceId(),
        span.spanId(),
        service == null ? "" : service.text(),
        span.startTimeUnixNano(),
        span.durationNanos(),
        span.status().isError());
  }
}
