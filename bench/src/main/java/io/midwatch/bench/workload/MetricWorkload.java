package io.midwatch.bench.workload;

import io.midwatch.model.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * 4,000 series with a point every 15 seconds: half counters, 30 % gauges with two decimals, 20 %
 * doubles full of noise. A window is one tick.
 *
 * <pre>
 * acme_work_3_total{service shop, pod 0}  183, 190, 204, 211 …
 * acme_level_1{…}                         47.12, 47.3, 46.98 …
 * acme_noise_0{…}                         0.5093482039, 0.119283712 …
 * </pre>
 */
public final class MetricWorkload implements Workload {
  /** Series of the reference workload. */
  public static final int SERIES = 4_000;

  /** Time between two points of a series. */
  public static final long STEP_NANOS = 15_000_000_000L;

  private final long seed;
  private final Period period;
  private final int ticks;
  private final List<ContextBytes> contexts = new ArrayList<>();

  /**
   * @param points rounded up to whole ticks of {@link #SERIES}; must fit the period at 15 s
   */
  public MetricWorkload(long seed, Period period, long points) {
    this.seed = seed;
    this.period = period;
    this.ticks = Math.toIntExact(Math.ceilDiv(points, SERIES));
    if (ticks < 1 || ticks > period.lengthNanos() / STEP_NANOS) {
      throw new IllegalArgumentException(
          "expected 1 to "
              + period.lengthNanos() / STEP_NANOS * SERIES
              + " points in the time range, found "
              + points);
    }
    for (Service service : Service.ALL) {
      for (int pod = 0; pod < Service.PODS; pod++) {
        contexts.add(ContextBytes.of(service, pod, "com.acme.meters"));
      }
    }
  }

  @Override
  public Signal signal() {
    return Signal.METRICS;
  }

  @Override
  public int windows() {
    return ticks;
  }

  @Override
  public List<ExportRequest> window(int index) {
    ItemBuffer items = new ItemBuffer();
    PointWriter writer = new PointWriter(items.wire(), seed, period.fromUnixNano());
    for (int series = 0; series < SERIES; series++) {
      writer.write(series, series / contexts.size(), index);
      items.endItem(series % contexts.size());
    }
    return items.requests(contexts);
  }
}
