package io.midwatch.query.promql.eval;

import io.midwatch.query.asker.Asker;
import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.query.promql.syntax.TextRange;
import io.midwatch.storage.contract.AbandonedException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What one evaluation uses and may cost. Not thread-safe, except that {@code canceled} may be asked
 * from anywhere.
 */
public final class Evaluation {
  private static final String CANCELED = "query was canceled in query execution";

  private final SeriesSource source;
  private final Annotations annotations = new Annotations();
  private final long lookbackMillis;
  private final boolean instant;
  private final long maxSamples;
  private final int maxSeries;
  private final long startNanos = System.nanoTime();
  private final long timeoutNanos;
  private final BooleanSupplier canceled;
  private long samples;
  private int series;

  /**
   * @param lookbackMillis how old the newest sample of a series may be
   * @param maxSamples samples read and made, over the whole evaluation
   * @param maxSeries series read
   */
  public Evaluation(
      SeriesSource source,
      long lookbackMillis,
      boolean instant,
      long maxSamples,
      int maxSeries,
      Duration timeout,
      BooleanSupplier canceled) {
    this.source = source;
    this.lookbackMillis = lookbackMillis;
    this.instant = instant;
    this.maxSamples = maxSamples;
    this.maxSeries = maxSeries;
    this.timeoutNanos = timeout.toNanos();
    this.canceled = canceled;
  }

  /**
   * Reads series and remarks on what could not be read. A source that has to wait waits as long as
   * there is time and the asker is there.
   *
   * @throws PromqlException when the time is over or the asker gave up
   */
  void select(SeriesSource.Selection selection, TextRange place, SeriesSource.Visitor visitor) {
    try {
      Asker.answer(
          this::isOver,
          () ->
              source.select(selection, visitor).forEach(reason -> annotations.warn(reason, place)));
    } catch (AbandonedException _) {
      check();
      throw new PromqlException(PromqlException.Kind.CANCELED, CANCELED);
    }
  }

  private boolean isOver() {
    return canceled.getAsBoolean() || System.nanoTime() - startNanos > timeoutNanos;
  }

  /** Read and made so far, as the limit counts them. */
  public long samples() {
    return samples;
  }

  public Annotations annotations() {
    return annotations;
  }

  long lookbackMillis() {
    return lookbackMillis;
  }

  boolean instant() {
    return instant;
  }

  /** Counts a series and the samples it brought. */
  void read(int count) {
    if (++series > maxSeries) {
      throw PromqlException.execution("query selects more than " + maxSeries + " series");
    }
    made(count);
  }

  /** Counts samples, and looks at the clock. */
  void made(int count) {
    samples += count;
    refuseBeyondLimit(samples);
    check();
  }

  /** Refuses more steps than samples may be made, before there is memory for them. */
  void refuseBeyondLimit(long count) {
    if (count > maxSamples) {
      throw PromqlException.execution(
          "query processing would load too many samples into memory in query execution");
    }
  }

  /**
   * @throws PromqlException when the time is over or the asker gave up
   */
  void check() {
    if (canceled.getAsBoolean()) {
      throw new PromqlException(PromqlException.Kind.CANCELED, CANCELED);
    }
    if (System.nanoTime() - startNanos > timeoutNanos) {
      throw new PromqlException(
          PromqlException.Kind.TIMEOUT, "query timed out in expression evaluation");
    }
  }
}
