package io.midwatch.storage.contract.answer.recount;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.read.SpanRecount;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupReader;
import java.util.function.Supplier;

/** Counts the spans of a store anew, each time with a deriver that knows of no others. */
public final class RollupRecount implements SpanRecount {
  /** More than can be read while somebody waits. */
  public static final int MOST_SPANS = 1_000_000;

  private final SpanReader spans;
  private final CanonicalReader reader;
  private final Supplier<RollupDeriver> derivers;
  private final int most;

  /**
   * @param derivers makes one that has derived nothing yet
   */
  public RollupRecount(SpanReader spans, CanonicalReader reader, Supplier<RollupDeriver> derivers) {
    this(spans, reader, derivers, MOST_SPANS);
  }

  /**
   * @param most spans of one range that are read; an answer that lacks more says so
   */
  public RollupRecount(
      SpanReader spans, CanonicalReader reader, Supplier<RollupDeriver> derivers, int most) {
    this.spans = spans;
    this.reader = reader;
    this.derivers = derivers;
    this.most = most;
  }

  @Override
  public RollupReader recount(Which which) {
    return new RecountedRollups(which, new SpanReplay(spans, reader, derivers, most));
  }
}
