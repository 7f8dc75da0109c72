package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.columnar.metric.MetricTables;
import io.midwatch.storage.columnar.query.LogAnswers;
import io.midwatch.storage.columnar.query.QueryWorkers;
import io.midwatch.storage.columnar.query.SpanAnswers;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Answers questions from the buffers and segments of every signal. */
final class StoreAnswers implements AutoCloseable {
  private static final int QUERY_THREADS = 2;
  private static final int QUERIES_WAITING = 64;

  private final QueryWorkers workers;

  /** Reading series may take minutes; pages must not wait for it. */
  private final QueryWorkers seriesWorkers;

  private final SpanAnswers spans;
  private final LogAnswers logs;
  private final MetricTables metrics;

  /**
   * @param reads has every question that runs
   * @param askers what says, in any thread, whether the asker waits
   */
  StoreAnswers(
      RowSignal<Span> spans,
      RowSignal<LogRecord> logs,
      MetricSignal metrics,
      CanonicalReader reader,
      InstantSource clock,
      DamagedData damaged,
      OpenReads reads,
      Supplier<BooleanSupplier> askers) {
    this.workers = new QueryWorkers(QUERY_THREADS, QUERIES_WAITING, reads, askers);
    this.seriesWorkers = new QueryWorkers(QUERY_THREADS, QUERIES_WAITING, reads, askers);
    this.spans = new SpanAnswers(spans::snapshot, workers, reader, clock, damaged.in(spans));
    this.logs = new LogAnswers(logs::snapshot, workers, clock, damaged.in(logs));
    this.metrics =
        new MetricTables(
            metrics::parts,
            reader,
            clock,
            damaged.in(metrics::broken, metrics::takeOut, metrics::isOut),
            workers,
            seriesWorkers);
  }

  SpanReader spans() {
    return spans;
  }

  LogReader logs() {
    return logs;
  }

  MetricReader metrics() {
    return metrics;
  }

  /** Refuses further questions; those that wait or run are answered. */
  @Override
  public void close() {
    workers.close();
    seriesWorkers.close();
  }
}
