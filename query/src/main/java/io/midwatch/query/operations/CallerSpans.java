package io.midwatch.query.operations;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.read.SpanRecount.Which;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.StatementTables;
import io.midwatch.storage.contract.rollup.TraceTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which spans tell what some callers did. What counts by one span alone is read for that one. */
final class CallerSpans {
  /** As long as the rollups wait for the other end of a call. */
  private static final Duration OTHER_END = Duration.ofMinutes(2);

  private static final Field KIND = Field.of(CanonicalField.KIND);

  private CallerSpans() {}

  static Which ofDatabases(Window window, @Nullable String version) {
    return alone(
        window, databaseCalls(), version, OperationsTables.DATABASES, StatementTables.STATEMENTS);
  }

  static Which ofQueues(Window window, @Nullable String version) {
    return alone(
        window,
        new Filter.Exists(Field.of(CanonicalField.MESSAGING_DESTINATION)),
        version,
        OperationsTables.QUEUES);
  }

  /** The requests that ask it are beside its calls, of the same version of the same service. */
  static Which ofStatement(Window window, @Nullable String version) {
    return new Which(
        names(
            StatementTables.STATEMENTS,
            StatementTables.STATEMENT_ENDPOINTS,
            TraceTables.TRACE_JOINS),
        window.stepNanos(),
        narrowed(window, Filter.or(databaseCalls(), SpanRequests.requests()), version),
        OTHER_END,
        null);
  }

  /** The other end may be of another environment and of any version. */
  static Which ofDependencies(Window window, @Nullable String version) {
    Filter ends =
        new Filter.In(
            KIND,
            Stream.of("client", "producer", "server", "consumer").map(AttributeValue::of).toList());
    return new Which(
        names(TraceTables.EDGES, TraceTables.TRACE_JOINS),
        0,
        everywhere(window).spanFilter(ends),
        OTHER_END,
        version);
  }

  /** A span of any version may name the tenant of a trace. */
  static Which ofTenants(Window window, String version) {
    Filter telling =
        Filter.or(SpanRequests.requests(), new Filter.Exists(Field.of(CanonicalField.TENANT)));
    return new Which(
        names(OperationsTables.TENANTS, TraceTables.TRACE_JOINS),
        0,
        everywhere(window).spanFilter(telling),
        OTHER_END,
        version);
  }

  /** Calls that the version made, as a filter. */
  static Filter ofVersion(@Nullable String version) {
    return version == null ? Filter.ALL : Filter.eq(Field.of(CanonicalField.VERSION), version);
  }

  private static Which alone(
      Window window, Filter spans, @Nullable String version, RollupTable... tables) {
    return new Which(names(tables), 0, narrowed(window, spans, version), Duration.ZERO, null);
  }

  private static Filter narrowed(Window window, Filter spans, @Nullable String version) {
    return window.spanFilter(spans, ofVersion(version));
  }

  private static Window everywhere(Window window) {
    return new Window(window.range(), null, window.tenant());
  }

  private static Filter databaseCalls() {
    return Filter.and(
        Filter.eq(KIND, "client"), new Filter.Exists(Field.of(CanonicalField.DB_SYSTEM)));
  }

  /** Sampled spans always with them, which say what counts are. */
  private static Set<String> names(RollupTable... tables) {
    List<RollupTable> all = new ArrayList<>(List.of(tables));
    all.add(OperationsTables.SAMPLED);
    return all.stream().map(RollupTable::name).collect(Collectors.toSet());
  }
}
