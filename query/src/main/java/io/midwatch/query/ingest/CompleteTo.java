package io.midwatch.query.ingest;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.SourceProgress;
import java.util.List;
import java.util.stream.LongStream;

/** How far the data has come. Pure. */
public final class CompleteTo {
  private CompleteTo() {}

  /**
   * Up to when every source has sent its spans; without spans, the newest item of any signal. A
   * clock that runs ahead does not bring it beyond the moment of receipt.
   *
   * @return Unix nanoseconds, 0 when nothing came
   */
  public static long of(List<SourceProgress> progress) {
    return progress.stream()
        .filter(source -> source.signal() == Signal.TRACES)
        .mapToLong(CompleteTo::reached)
        .min()
        .orElseGet(() -> all(progress).max().orElse(0));
  }

  private static LongStream all(List<SourceProgress> progress) {
    return progress.stream().mapToLong(CompleteTo::reached);
  }

  private static long reached(SourceProgress source) {
    return Math.min(source.latestItemUnixNano(), source.lastReceivedUnixNano());
  }
}
