package io.midwatch.storage.contract.memory;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.CompareAnswer;
import io.midwatch.storage.contract.query.CompareQuery;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.ListAnswer;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.storage.contract.query.PatternAnswer;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceQuery;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.Retention;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.StoreStatus;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupWriter;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogWriter;
import io.midwatch.storage.contract.write.PointWriter;
import io.midwatch.storage.contract.write.RecordingLogSink;
import io.midwatch.storage.contract.write.RecordingPointSink;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.SharedValues;
import io.midwatch.storage.contract.write.SpanWriter;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.contract.write.WriteReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reference store: everything in memory, gone when the process ends. Bounded: each signal holds
 * {@code capacity} items and its oldest go first. Thread-safe; writers wait for each other, readers
 * for nobody. This class is the front; each signal has its own part.
 */
public final class InMemoryStore
    implements TelemetryWriter,
        SpanWriter,
        LogWriter,
        PointWriter,
        SpanReader,
        LogReader,
        MetricReader,
        StoreStatus,
        Retention {
  /** Items per signal unless said otherwise. */
  public static final int DEFAULT_CAPACITY = 1_000_000;

  /** The source of items that are given as records. */
  private static final String LOCAL = "local";

  private final BatchDecoder decoder;
  private final InstantSource clock;
  private final SharedValues shared = new SharedValues();
  private final Progress progress = new Progress();
  private final InMemorySpans spans;
  private final InMemoryLogs logs;
  private final InMemoryPoints points;
  private final InMemoryWrites writes;
  private final SignalWrites<Span> spanWrites;
  private final SignalWrites<LogRecord> logWrites;
  private final SignalWrites<MetricPoint> pointWrites;

  /**
   * @param deriver counts every item that is stored
   * @param rollups where the counts go; no other writer may use it
   * @param capacity items per signal, at least 1
   */
  public InMemoryStore(
      BatchDecoder decoder,
      RollupDeriver deriver,
      RollupWriter rollups,
      IdentityKeys identityKeys,
      int capacity,
      InstantSource clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive: " + capacity);
    }
    CanonicalReader reader = new CanonicalReader(identityKeys);
    this.decoder = decoder;
    this.clock = clock;
    spans = new InMemorySpans(capacity, reader, clock);
    logs = new InMemoryLogs(capacity, reader, clock);
    points = new InMemoryPoints(capacity, reader, clock);
    writes = new InMemoryWrites(rollups, progress, deriver::begin, clock.millis());
    spanWrites =
        new SignalWrites<>(
            Signal.TRACES, (span, _) -> span.startTimeUnixNano(), spans, deriver::derive);
    logWrites = new SignalWrites<>(Signal.LOGS, InMemoryStore::filed, logs, deriver::derive);
    pointWrites =
        new SignalWrites<>(
            Signal.METRICS, (point, _) -> point.timeUnixNano(), points, deriver::derive);
  }

  private static long filed(LogRecord log, long receivedUnixNano) {
    long own = log.effectiveTimeUnixNano();
    return own != 0 ? own : receivedUnixNano;
  }

  @Override
  public WriteReceipt write(EncodedBatch request) {
    if (writes.isDuplicate(request)) {
      return new WriteReceipt(0, true);
    }
    return switch (request.signal()) {
      case TRACES -> {
        Batch<Span> batch = new Batch<>(request.source(), request.receivedUnixNano());
        decoder.decodeSpans(request, new RecordingSpanSink(shared, batch));
        yield writes.apply(spanWrites, batch, request);
      }
      case LOGS -> {
        Batch<LogRecord> batch = new Batch<>(request.source(), request.receivedUnixNano());
        decoder.decodeLogs(request, new RecordingLogSink(shared, batch));
        yield writes.apply(logWrites, batch, request);
      }
      case METRICS -> {
        Batch<MetricPoint> batch = new Batch<>(request.source(), request.receivedUnixNano());
        decoder.decodePoints(request, new RecordingPointSink(shared, batch));
        yield writes.apply(pointWrites, batch, request);
      }
    };
  }

  @Override
  public void writeSpans(List<Span> records) {
    writes.apply(spanWrites, Batch.of(LOCAL, nowUnixNano(), records), null);
  }

  @Override
  public void writeLogs(List<LogRecord> records) {
    writes.apply(logWrites, Batch.of(LOCAL, nowUnixNano(), records), null);
  }

  @Override
  public void writePoints(List<MetricPoint> records) {
    writes.apply(pointWrites, Batch.of(LOCAL, nowUnixNano(), records), null);
  }

  private long nowUnixNano() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  @Override
  public void expire(Signal signal, long beforeUnixNano) {
    writes.exclusively(() -> {
      switch (signal) {
        case TRACES -> spans.expire(beforeUnixNano);
        case LOGS -> logs.expire(beforeUnixNano);
        case METRICS -> points.expire(beforeUnixNano);
      }
    });
  }

  @Override
  public StoreStats stats() {
    return new StoreStats(
        Map.of(
            Signal.TRACES, spans.stats(),
            Signal.LOGS, logs.stats(),
            Signal.METRICS, points.stats()),
        "memory");
  }

  @Override
  public List<SourceProgress> progress() {
    return progress.entries();
  }

  @Override
  public List<Row<Span>> trace(QueryScope scope, TraceId traceId) {
    return spans.trace(scope, traceId);
  }

  @Override
  public Page<Span> searchSpans(SearchQuery query) {
    return spans.searchSpans(query);
  }

  @Override
  public TraceAnswer searchTraces(TraceQuery query) {
    return spans.searchTraces(query);
  }

  @Override
  public AggregateAnswer aggregateSpans(AggregateQuery query) {
    return spans.aggregateSpans(query);
  }

  @Override
  public CompareAnswer compareSpans(CompareQuery query) {
    return spans.compareSpans(query);
  }

  @Override
  public FieldsAnswer spanFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return spans.spanFields(scope, range, prefix, limit);
  }

  @Override
  public FieldsAnswer spanValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return spans.spanValues(scope, range, field, prefix, limit);
  }

  @Override
  public Optional<Row<LogRecord>> log(QueryScope scope, RowId id) {
    return logs.log(scope, id);
  }

  @Override
  public Page<LogRecord> searchLogs(SearchQuery query) {
    return logs.searchLogs(query);
  }

  @Override
  public List<Row<LogRecord>> tailLogs(QueryScope scope, Filter filter, RowId after, int limit) {
    return logs.tailLogs(scope, filter, after, limit);
  }

  @Override
  public AggregateAnswer aggregateLogs(AggregateQuery query) {
    return logs.aggregateLogs(query);
  }

  @Override
  public CompareAnswer compareLogs(CompareQuery query) {
    return logs.compareLogs(query);
  }

  @Override
  public PatternAnswer logPatterns(QueryScope scope, TimeRange range, Filter filter, int limit) {
    return logs.logPatterns(scope, range, filter, limit);
  }

  @Override
  public FieldsAnswer logFields(QueryScope scope, TimeRange range, String prefix, int limit) {
    return logs.logFields(scope, range, prefix, limit);
  }

  @Override
  public FieldsAnswer logValues(
      QueryScope scope, TimeRange range, Field field, String prefix, int limit) {
    return logs.logValues(scope, range, field, prefix, limit);
  }

  @Override
  public Completeness readSeries(SeriesQuery query, SeriesVisitor visitor) {
    return points.readSeries(query, visitor);
  }

  @Override
  public ListAnswer<String> labels(QueryScope scope, TimeRange range, List<LabelMatcher> matchers) {
    return points.labels(scope, range, matchers);
  }

  @Override
  public ListAnswer<String> labelValues(
      QueryScope scope, TimeRange range, String label, List<LabelMatcher> matchers) {
    return points.labelValues(scope, range, label, matchers);
  }

  @Override
  public ListAnswer<Series> exemplars(SeriesQuery query) {
    return points.exemplars(query);
  }

  @Override
  public ListAnswer<MetricMetadata> metadata() {
    return points.metadata();
  }
}
