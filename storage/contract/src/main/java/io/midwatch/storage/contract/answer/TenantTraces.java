package io.midwatch.storage.contract.answer;

import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * Four looks at the spans, each at what the one before left, so that what costs is only done where
 * it matters. Where every request names its tenant, the second finds nothing and is the last.
 *
 *   1  spans that name acme                       → traces 3, 5, 7, 9
 *   2  what is asked for, without a tenant, in 1  → traces 5, 7
 *   3  spans that name another tenant, in 2       → trace 7, first by row 812
 *   4  spans that name acme, in 3                 → trace 7, first by row 640: acme's it is
 */
/**
 * Turns {@link Filter.TraceTenant} into filters that look at one row alone, by looking for the
 * traces it means. Spans of a trace that start more than {@link #NEARBY} outside the range are not
 * asked for its tenant. Takes at most 100 MB. One use; not thread-safe.
 */
public final class TenantTraces {
  /** Twice the traces a large tenant makes a day in a store of 100 million spans. */
  public static final int MOST_TRACES = 1_000_000;

  static final Duration NEARBY = Duration.ofMinutes(10);

  /** Traces of several tenants, which are rare. */
  private static final int MOST_SHARED = 100_000;

  private static final Field TENANT = Field.of(CanonicalField.TENANT);
  private static final Filter NAMES_NONE =
      Filter.or(Filter.not(new Filter.Exists(TENANT)), Filter.eq(TENANT, ""));

  private final Spans spans;
  private final Consumer<String> incomplete;
  private final int most;
  private final int mostShared;

  /** Spans of one moment that match, in any order. */
  @FunctionalInterface
  public interface Spans {
    void forEach(TimeRange range, Filter filter, Visitor visitor);
  }

  /** Takes a span. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param row where it is in the order in which rows were stored
     */
    void visit(TraceId trace, Supplier<RowId> row);
  }

  /**
   * @param incomplete is told, in words a user can read, what the answer lacks
   */
  public TenantTraces(Spans spans, Consumer<String> incomplete) {
    this(spans, incomplete, MOST_TRACES);
  }

  /**
   * @param most traces of one tenant without a tenant of their own; what is beyond is not found
   */
  public TenantTraces(Spans spans, Consumer<String> incomplete, int most) {
    this(spans, incomplete, most, MOST_SHARED);
  }

  TenantTraces(Spans spans, Consumer<String> incomplete, int most, int mostShared) {
    this.spans = spans;
    this.incomplete = incomplete;
    this.most = most;
    this.mostShared = mostShared;
  }

  /** The same filter when it asks for no tenant of a trace. */
  public Filter resolve(TimeRange range, Filter filter) {
    return resolve(range, List.of(filter)).getFirst();
  }

  /** Several filters of one question. */
  public List<Filter> resolve(TimeRange range, List<Filter> filters) {
    Set<String> tenants = new HashSet<>();
    filters.forEach(filter -> collect(filter, tenants));
    if (tenants.isEmpty()) {
      return filters;
    }
    Filter asked =
        new Filter.Or(
            filters.stream().map(filter -> replace(filter, _ -> Filter.ALL, true)).toList());
    Map<String, Filter> found = new HashMap<>();
    tenants.forEach(tenant -> found.put(tenant, find(range, asked, tenant)));
    return filters.stream()
        .map(filter -> replace(filter, tenant -> Objects.requireNonNull(found.get(tenant)), false))
        .toList();
  }

  private Filter find(TimeRange range, Filter asked, String tenant) {
    Filter named = Filter.eq(TENANT, tenant);
    TimeRange near = near(range);
    TraceSet traces = traces(near, named);
    if (traces.isEmpty()) {
      return named;
    }
    TraceSet joined = traces(range, Filter.and(asked, NAMES_NONE, new Filter.OfTraces(traces)));
    if (joined.isEmpty()) {
      return named;
    }
    TraceSet others = namedBefore(near, joined, named);
    if (others == null) {
      return named;
    }
    Filter theirs = Filter.and(NAMES_NONE, new Filter.OfTraces(joined));
    return Filter.or(
        named,
        others.isEmpty() ? theirs : Filter.and(theirs, Filter.not(new Filter.OfTraces(others))));
  }

  private TraceSet traces(TimeRange range, Filter filter) {
    TraceSet traces = new TraceSet(most);
    boolean[] full = new boolean[1];
    spans.forEach(range, filter, (trace, _) -> full[0] |= !traces.add(trace));
    if (full[0]) {
      incomplete.accept("the tenant has more than " + most + " traces: not all are looked at");
    }
    return traces;
  }

  /** Traces that another tenant was named in first; null when there are too many to tell. */
  private @Nullable TraceSet namedBefore(TimeRange near, TraceSet joined, Filter named) {
    Filter byOthers =
        Filter.and(
            new Filter.Exists(TENANT),
            Filter.not(named),
            Filter.not(Filter.eq(TENANT, "")),
            new Filter.OfTraces(joined));
    Map<TraceId, RowId> first = new HashMap<>();
    TraceSet others = new TraceSet(mostShared);
    boolean[] full = new boolean[1];
    spans.forEach(
        near,
        byOthers,
        (trace, row) -> {
          if (others.add(trace)) {
            first.merge(trace, row.get(), TenantTraces::earlier);
          } else {
            full[0] = true;
          }
        });
    if (full[0]) {
      incomplete.accept(
          "the tenant shares more than "
              + mostShared
              + " traces with others: spans that name no tenant are left out");
      return null;
    }
    if (!others.isEmpty()) {
      Set<TraceId> own = new HashSet<>();
      spans.forEach(
          near,
          Filter.and(named, new Filter.OfTraces(others)),
          (trace, row) -> {
            RowId other = first.get(trace);
            if (other != null && row.get().compareTo(other) < 0) {
              own.add(trace);
            }
          });
      first.keySet().removeAll(own);
    }
    TraceSet theirs = new TraceSet(mostShared);
    first.keySet().forEach(theirs::add);
    return theirs;
  }

  private static RowId earlier(RowId one, RowId other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static TimeRange near(TimeRange range) {
    long nearby = NEARBY.toNanos();
    long from = range.fromUnixNano();
    long to = range.toUnixNano();
    return new TimeRange(
        from < Long.MIN_VALUE + nearby ? Long.MIN_VALUE : from - nearby,
        to > Long.MAX_VALUE - nearby ? Long.MAX_VALUE : to + nearby);
  }

  private static void collect(Filter filter, Set<String> tenants) {
    switch (filter) {
      case Filter.TraceTenant(String tenant) -> tenants.add(tenant);
      case Filter.And(List<Filter> all) -> all.forEach(each -> collect(each, tenants));
      case Filter.Or(List<Filter> any) -> any.forEach(each -> collect(each, tenants));
      case Filter.Not(Filter inner) -> collect(inner, tenants);
      default -> {}
    }
  }

  /**
   * @param wider what is not exactly replaced may match more: nothing is asked beneath a Not
   */
  private static Filter replace(Filter filter, Function<String, Filter> with, boolean wider) {
    return switch (filter) {
      case Filter.TraceTenant(String tenant) -> with.apply(tenant);
      case Filter.And(List<Filter> all) -> new Filter.And(replaceAll(all, with, wider));
      case Filter.Or(List<Filter> any) -> new Filter.Or(replaceAll(any, with, wider));
      case Filter.Not(Filter inner) -> wider ? Filter.ALL : Filter.not(replace(inner, with, false));
      default -> filter;
    };
  }

  private static List<Filter> replaceAll(
      List<Filter> filters, Function<String, Filter> with, boolean wider) {
    List<Filter> replaced = new ArrayList<>(filters.size());
    filters.forEach(each -> replaced.add(replace(each, with, wider)));
    return replaced;
  }
}
