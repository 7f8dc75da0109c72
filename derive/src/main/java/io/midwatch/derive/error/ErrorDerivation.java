package io.midwatch.derive.error;

import static io.midwatch.storage.contract.rollup.ErrorTables.ERRORS;
import static io.midwatch.storage.contract.rollup.ErrorTables.ERROR_GROUPS;
import static io.midwatch.storage.contract.rollup.ErrorTables.ERROR_TENANTS;

import io.midwatch.model.LogRecord;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures in the tables of errors, each once. Thread-safe; what it counts depends on the
 * order of the items, which is that of the log.
 *
 * <pre>
 * log record, ERROR, IllegalStateException in trace 7     errors 3f1c | checkout |                   → +1
 * SERVER span POST /v1/checkout, status 500, in trace 7   errors 3f1c | checkout |                   → -1
 *                                                         errors 3f1c | checkout | POST /v1/checkout → +1
 * </pre>
 */
public final class ErrorDerivation {
  /** Services of failing traces that are remembered; about 600 bytes each. */
  private static final int MOST_PLACES = 1 << 15;

  private static final int COUNT = ERRORS.counter("count");
  private static final int HANDLED = ERRORS.counter("handled");
  private static final int SEEN = ERRORS.histogram("seen");
  private static final int USERS = ERRORS.sketch("users");
  private static final int TENANTS = ERRORS.sketch("tenants");
  private static final int GROUP_COUNT = ERROR_GROUPS.counter("count");
  private static final int TENANT_COUNT = ERROR_TENANTS.counter("count");
  private static final int TENANT_HANDLED = ERROR_TENANTS.counter("handled");
  private static final int TENANT_SEEN = ERROR_TENANTS.histogram("seen");
  private static final int TENANT_USERS = ERROR_TENANTS.sketch("users");
  private static final long NANOS_PER_MICRO = 1_000;

  private final FailureReader reader;
  private final FailureJoin join = new FailureJoin(MOST_PLACES);

  public ErrorDerivation(CanonicalReader reader) {
    this.reader = new FailureReader(reader, new ErrorGrouper());
  }

  /** Knows tenants of traces, empty where none was named. */
  @FunctionalInterface
  public interface Tenants {
    String of(TraceId trace);
  }

  /** Counts what a span tells of; without a sink it is remembered only. */
  public void derive(CanonicalSpan span, Tenants tenants, @Nullable RollupSink sink) {
    for (Failure failure : reader.failures(span)) {
      add(failure, tenants, sink);
    }
  }

  /** Counts what a log record tells of; without a sink it is remembered only. */
  public void derive(LogRecord log, Tenants tenants, @Nullable RollupSink sink) {
    reader.failure(log).ifPresent(failure -> add(failure, tenants, sink));
  }

  /** A span named the tenant of its trace: it is that of what counted without one. */
  public synchronized void learn(TraceId trace, String tenant, @Nullable RollupSink sink) {
    count(join.learn(trace, tenant), sink);
  }

  /** Asks within the lock: a tenant that is learnt meanwhile finds the failure remembered. */
  private synchronized void add(Failure failure, Tenants tenants, @Nullable RollupSink sink) {
    TraceId trace = failure.traceId();
    String tenant = trace == null ? "" : tenants.of(trace);
    count(join.add(failure, tenant), sink);
  }

  private static void count(List<FailureChange> changes, @Nullable RollupSink sink) {
    for (FailureChange change : changes) {
      if (sink != null) {
        count(change.failure(), change.amount() * change.failure().times(), sink);
      }
    }
  }

  private static void count(Failure failure, long amount, RollupSink sink) {
    long time = failure.timeUnixNano();
    double seen = (double) (time / NANOS_PER_MICRO); // whole and below 2^53: exact
    ErrorGroup group = failure.group();
    RollupCell errors =
        sink.cell(
            ERRORS,
            time,
            RollupKey.ofTexts(
                group.id(),
                failure.service(),
                failure.endpoint(),
                failure.version(),
                failure.environment()));
    errors.count(COUNT, amount);
    if (failure.handled()) {
      errors.count(HANDLED, amount);
    }
    if (amount > 0) {
      errors.record(SEEN, seen);
      observe(errors, USERS, failure.user());
      observe(errors, TENANTS, failure.tenant());
    }
    sink.cell(
            ERROR_GROUPS,
            time,
            RollupKey.ofTexts(group.id(), group.type(), group.message(), group.place()))
        .count(GROUP_COUNT, amount);
    if (!failure.tenant().isEmpty()) {
      countTenant(failure, amount, seen, sink);
    }
  }

  private static void countTenant(Failure failure, long amount, double seen, RollupSink sink) {
    RollupCell tenants =
        sink.cell(
            ERROR_TENANTS,
            failure.timeUnixNano(),
            RollupKey.ofTexts(
                failure.group().id(),
                failure.tenant(),
                failure.service(),
                failure.version(),
                failure.environment()));
    tenants.count(TENANT_COUNT, amount);
    if (failure.handled()) {
      tenants.count(TENANT_HANDLED, amount);
    }
    if (amount > 0) {
      tenants.record(TENANT_SEEN, seen);
      observe(tenants, TENANT_USERS, failure.user());
    }
  }

  private static void observe(RollupCell cell, int sketch, String item) {
    if (!item.isEmpty()) {
      cell.observe(sketch, item);
    }
  }
}
