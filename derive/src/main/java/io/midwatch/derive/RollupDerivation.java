package io.midwatch.derive;

import io.midwatch.derive.error.ErrorDerivation;
import io.midwatch.derive.trace.JoinLimits;
import io.midwatch.derive.trace.TraceJoin;
import io.midwatch.derive.trace.TracePart;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.SpanSampling;
import io.midwatch.storage.contract.rollup.StatementTables;
import io.midwatch.storage.contract.rollup.TraceTables;
import io.midwatch.storage.contract.rollup.VersionTables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the operations tables from spans. What other spans of the trace know, such as its tenant
 * and who called, is brought together by {@link TraceJoin}, which corrects what was counted; all
 * else is a function of the span alone. Failures are also counted by the bug behind them, once for
 * all spans and log records that tell of one. Queue depth and figures of database servers are
 * metrics and are read as such.
 *
 * <pre>
 * SERVER span  POST /v1/checkout of checkout 2.41.0, status 502, 1.9 s, tenant acme, user u7
 *   requests  checkout | POST /v1/checkout | server | 2.41.0 | production → +1 request, +1 failed,
 *             +1 server error, duration 1.9e9
 *   tenants   acme | checkout | production → +1 request, +1 failed, users u7, failed users u7
 * </pre>
 */
public final class RollupDerivation implements RollupDeriver {
  private static final List<RollupTable> TABLES =
      Stream.of(
              OperationsTables.ALL,
              ErrorTables.ALL,
              TraceTables.ALL,
              StatementTables.ALL,
              List.of(VersionTables.VERSIONS))
          .flatMap(List::stream)
          .toList();

  private static final int SAMPLED_SPANS = OperationsTables.SAMPLED.counter("spans");
  private static final int STANDING_FOR = OperationsTables.SAMPLED.counter("standing_for");
  private static final int UNKNOWN = OperationsTables.SAMPLED.counter("unknown");

  /** OTLP's severity number of WARN. */
  private static final int WARN = 13;

  private final CanonicalReader reader;
  private final ErrorDerivation errors;
  private final CanonicalSpan.Shared<SharedFacts> facts;
  private final TraceJoin traces;
  private final Duration window;

  public RollupDerivation(CanonicalReader reader, OwnHosts ownHosts) {
    this(reader, ownHosts, JoinLimits.DEFAULT);
  }

  public RollupDerivation(CanonicalReader reader, OwnHosts ownHosts, JoinLimits limits) {
    this.reader = reader;
    errors = new ErrorDerivation(reader);
    traces = new TraceJoin(limits);
    window = limits.window();
    facts =
        new FactsOfSpans(
            List.of(
                new RequestRollup(),
                new DatabaseRollup(),
                new StatementRollup(traces),
                new QueueRollup(),
                new ThirdPartyRollup(ownHosts),
                new VersionRollup()),
            new TraceParts(ownHosts));
  }

  /**
   * What spans share, and with it how they are counted; made once for all spans that agree, however
   * the store numbers their values. Compared by identity.
   */
  private static final class FactsOfSpans implements CanonicalSpan.Shared<SharedFacts> {
    /** When so many are known, all are forgotten. */
    private static final int MOST = 1 << 15;

    private final List<SpanRollup> rollups;
    private final TraceParts parts;
    private final Map<SharedFacts.Values, SharedFacts> known = new ConcurrentHashMap<>();

    FactsOfSpans(List<SpanRollup> rollups, TraceParts parts) {
      this.rollups = rollups;
      this.parts = parts;
    }

    @Override
    public Set<CanonicalField> fields() {
      return SharedFacts.FIELDS;
    }

    @Override
    public SharedFacts compute(CanonicalSpan span) {
      SharedFacts.Values values = SharedFacts.Values.of(span);
      SharedFacts facts = known.get(values);
      if (facts == null) {
        if (known.size() >= MOST) {
          known.clear();
        }
        facts = new SharedFacts(values, rollups, parts);
        known.put(values, facts);
      }
      return facts;
    }
  }

  @Override
  public List<RollupTable> tables() {
    return TABLES;
  }

  @Override
  public void begin(long receivedUnixNano) {
    traces.begin(receivedUnixNano);
  }

  @Override
  public void beginHistory(long receivedUnixNano) {
    traces.beginHistory(receivedUnixNano);
  }

  @Override
  public void derive(Span span, RollupSink sink) {
    derive(CanonicalSpan.of(span, reader), sink);
  }

  @Override
  public void derive(CanonicalSpan span, RollupSink sink) {
    boolean trouble = span.hasTrouble();
    if (span.kind() == SpanKind.INTERNAL) { // failures apart, no table is about what a service does
      joinInternal(span, sink);
    } else {
      SharedFacts shared = span.shared(facts);
      join(span, shared.part, sink);
      for (SpanCounter counter : shared.counters()) {
        counter.count(span, sink);
      }
      trouble |= shared.failed;
      if (span.sampling().kind() != SpanSampling.Kind.EVERY) {
        countSampled(shared, span, sink);
      }
    }
    if (trouble) {
      errors.derive(span, traces::tenant, sink);
    }
  }

  private static void countSampled(SharedFacts facts, CanonicalSpan span, RollupSink sink) {
    RollupKey key = RollupKey.ofTexts(facts.service, facts.environment);
    RollupCell cell = sink.cell(OperationsTables.SAMPLED, span.startTimeUnixNano(), key);
    SpanSampling sampling = span.sampling();
    cell.count(SAMPLED_SPANS, 1);
    cell.count(STANDING_FOR, sampling.count());
    if (sampling.kind() == SpanSampling.Kind.UNKNOWN) {
      cell.count(UNKNOWN, 1);
    }
  }

  /** Most spans tell nothing of others: this is decided before anything is looked for. */
  private void join(CanonicalSpan span, TracePart part, @Nullable RollupSink sink) {
    String tenant = tenant(span);
    if (!tenant.isEmpty() || part.side() != TracePart.Side.NONE || part.request()) {
      join(span, part, tenant, sink);
    }
  }

  private void join(CanonicalSpan span, TracePart part, String tenant, @Nullable RollupSink sink) {
    if (traces.add(span, part, tenant, sink)) {
      errors.learn(new TraceId(span.traceIdHigh(), span.traceIdLow()), tenant, sink);
    }
  }

  /** What such a span is to its trace is worked out only where it matters. */
  private void joinInternal(CanonicalSpan span, @Nullable RollupSink sink) {
    String tenant = tenant(span);
    if (!tenant.isEmpty() && !traces.isNamed(span)) {
      join(span, span.shared(facts).part, tenant, sink);
    }
  }

  private static String tenant(CanonicalSpan span) {
    return FieldValue.text(span.read(CanonicalField.TENANT));
  }

  /** Counts the failure it tells of, if any: no other table counts log records. */
  @Override
  public void derive(LogRecord log, RollupSink sink) {
    errors.derive(log, traces::tenant, sink);
  }

  @Override
  public void remember(CanonicalSpan span) {
    recall(span);
    if (span.hasTrouble()
        || span.read(CanonicalField.FAILED) instanceof BoolValue(boolean failed) && failed) {
      errors.derive(span, traces::tenant, null);
    }
  }

  @Override
  public Duration recalls() {
    return window;
  }

  @Override
  public void recall(CanonicalSpan span) {
    if (span.kind() == SpanKind.INTERNAL) {
      joinInternal(span, null);
    } else {
      SharedFacts shared = span.shared(facts);
      join(span, shared.part, null);
      for (SpanCounter counter : shared.counters()) {
        counter.recall(span);
      }
    }
  }

  @Override
  public void remember(LogRecord log) {
    errors.derive(log, traces::tenant, null);
  }

  /** Below WARN no record tells of a failure. */
  @Override
  public boolean derivesLogs(int severityNumber) {
    return severityNumber == 0 || severityNumber >= WARN;
  }

  /** Adds nothing: no table counts metric points. */
  @Override
  public void derive(MetricPoint point, RollupSink sink) {}

  @Override
  public boolean derivesPoints() {
    return false;
  }
}
