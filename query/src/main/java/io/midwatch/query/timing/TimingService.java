package io.midwatch.query.timing;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.DependencyRow;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareAnswer.Difference;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.read.SpanReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains how long the requests of an endpoint take, from their spans: rollups do not know for
 * which endpoint a call was made. What it may cost is bounded, however much there is. Thread-safe.
 */
public final class TimingService {
  private static final int PARTS = 4;
  private static final int OF_A_PART = 10;
  private static final int EDGES = 200;
  private static final int DIFFERENCES = 200;
  private static final int COMMON = 8;

  /** Of that many slow requests a value may be chance. */
  private static final int FEWEST = 3;

  /** A share that is higher by less tells nothing. */
  private static final double NOTABLE = 0.1;

  private static final QueryLimits LIMITS =
      new QueryLimits(1_000_000, 10_000, Duration.ofSeconds(2));

  private final SpanReader spans;
  private final CanonicalReader reader;
  private final DependenciesService dependencies;

  public TimingService(SpanReader spans, CanonicalReader reader, DependenciesService dependencies) {
    this.spans = spans;
    this.reader = reader;
    this.dependencies = dependencies;
  }

  /**
   * Looks at some requests of an endpoint.
   *
   * @param slowNanos from which duration on a request is slow; null to look for no slow ones
   */
  public EndpointTiming timing(
      Window window, String service, String endpoint, @Nullable Double slowNanos) {
    Filter ofEndpoint =
        Filter.and(
            SpanRequests.requests(),
            Filter.eq(Field.of(CanonicalField.SERVICE), service),
            Filter.eq(Field.of(CanonicalField.ENDPOINT), endpoint));
    CalleeReader callees = callees(window, service);
    RequestSample some = sample(window, window.spanFilter(ofEndpoint));
    TimeSplit split = TimeSplit.of(some.requests(), some.spans(), callees);
    if (slowNanos == null || some.requests().isEmpty()) {
      return new EndpointTiming(split, TimeSplit.NONE, SlowRequests.NONE, some.completeness());
    }
    Filter slow = window.spanFilter(ofEndpoint, duration(slowNanos, null));
    Filter usual = window.spanFilter(ofEndpoint, duration(null, slowNanos));
    RequestSample someSlow = sample(window, slow);
    return new EndpointTiming(
        split,
        TimeSplit.of(someSlow.requests(), someSlow.spans(), callees),
        compared(window, slow, usual, fields(some.requests(), someSlow.requests())),
        some.completeness().and(someSlow.completeness()));
  }

  private RequestSample sample(Window window, Filter requests) {
    return RequestSample.read(spans, window, requests, PARTS, OF_A_PART, LIMITS);
  }

  private static Filter duration(@Nullable Double atLeast, @Nullable Double below) {
    return new Filter.NumberRange(Field.of(CanonicalField.DURATION), atLeast, below);
  }

  private CalleeReader callees(Window window, String service) {
    List<DependencyRow> edges =
        dependencies
            .dependencies(new DependenciesService.Question(window, service, null, null, EDGES))
            .rows();
    return new CalleeReader(reader, called(edges, "call"), called(edges, "third_party"));
  }

  private static Set<String> called(List<DependencyRow> edges, String kind) {
    return edges.stream()
        .filter(edge -> edge.kind().equals(kind))
        .map(DependencyRow::server)
        .collect(Collectors.toSet());
  }

  /**
   * What is compared: who and where, and every attribute some request has, unless it differs from
   * request to request as ids do.
   */
  private static List<Field> fields(List<Span> some, List<Span> slow) {
    Set<Field> fields = new LinkedHashSet<>();
    Stream.of(
            CanonicalField.VERSION,
            CanonicalField.INSTANCE,
            CanonicalField.TENANT,
            CanonicalField.ENVIRONMENT,
            CanonicalField.HTTP_STATUS,
            CanonicalField.ERROR_TYPE)
        .map(Field::of)
        .forEach(fields::add);
    new AttributeNames(Stream.concat(some.stream(), slow.stream()).toList())
        .telling().stream().map(Field::named).forEach(fields::add);
    return List.copyOf(fields);
  }

  private SlowRequests compared(Window window, Filter slow, Filter usual, List<Field> fields) {
    CompareAnswer answer =
        spans.compareSpans(
            new CompareQuery(
                QueryScope.ALL, window.range(), slow, usual, fields, DIFFERENCES, LIMITS));
    Set<String> seen = new HashSet<>();
    List<SlowRequests.Common> common =
        answer.differences().stream()
            .filter(one -> one.selectionCount() >= FEWEST)
            .filter(one -> answer.shareDifference(one) >= NOTABLE && !chance(answer, one))
            .map(TimingService::common)
            // One value a field, and once when it was sent under two names.
            .filter(one ->
                seen.add(one.field())
                    && seen.add(one.value() + "\0" + one.slow() + "\0" + one.usual()))
            .limit(COMMON)
            .toList();
    return new SlowRequests(
        answer.selectionRows(), answer.baselineRows(), common, answer.completeness());
  }

  /**
   * Whether shares differ by less than three standard errors, as those of two samples of one whole
   * may.
   */
  private static boolean chance(CompareAnswer answer, Difference one) {
    double rows = answer.selectionRows() + answer.baselineRows();
    double share = (one.selectionCount() + one.baselineCount()) / rows;
    double variance =
        share * (1 - share) * (1.0 / answer.selectionRows() + 1.0 / answer.baselineRows());
    return answer.shareDifference(one) < 3 * Math.sqrt(variance);
  }

  private static SlowRequests.Common common(Difference one) {
    return new SlowRequests.Common(
        one.field().name(), one.value().text(), one.selectionCount(), one.baselineCount());
  }
}
