package io.midwatch.bench.workload;

/** Writes a metric with one point. Values are a function of seed, series and tick. */
final class PointWriter {
  private static final int NAME = 1;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int MONOTONIC = 3;
  private static final int CUMULATIVE = 2;
  private static final int POINT_ATTRIBUTES = 7;
  private static final int START = 2;
  private static final int TIME = 3;
  private static final int DOUBLE = 4;
  private static final int INTEGER = 6;

  private final Wire wire;
  private final long seed;
  private final long startUnixNano;
  private final AttributeWriter attributes;

  PointWriter(Wire wire, long seed, long startUnixNano) {
    this.wire = wire;
    this.seed = seed;
    this.startUnixNano = startUnixNano;
    this.attributes = new AttributeWriter(wire, POINT_ATTRIBUTES);
  }

  /**
   * Writes the point of a series at a tick.
   *
   * @param metric number of the metric within its pod, part of its name
   */
  void write(int series, int metric, int tick) {
    Dice dice = new Dice(Dice.seed(Dice.seed(seed, -2_000_000_000L - series), tick));
    int kind = series % 10;
    if (kind < 5) {
      counter(series, metric, tick, dice);
    } else if (kind < 8) {
      double level = 50 + 30 * StrictMath.sin(tick / 240.0 + series) + dice.below(200) / 100.0;
      gauge("acme.level." + metric, tick, Math.round(level * 100) / 100.0);
    } else {
      gauge("acme.noise." + metric, tick, dice.share());
    }
  }

  /** Grows by {@code rate} a tick on average, and never falls, for the noise is below the rate. */
  private void counter(int series, int metric, int tick, Dice dice) {
    int rate = 1 + series % 97;
    wire.text(NAME, "acme.work." + metric);
    wire.text(UNIT, "{request}");
    int sum = wire.open(SUM);
    int point = wire.open(POINTS);
    time(tick);
    wire.fixed64(INTEGER, (long) rate * tick + dice.below(rate));
    attributes.string("outcome", series % 2 == 0 ? "ok" : "failed");
    wire.close(point);
    wire.number(TEMPORALITY, CUMULATIVE);
    wire.number(MONOTONIC, 1);
    wire.close(sum);
  }

  private void gauge(String name, int tick, double value) {
    wire.text(NAME, name);
    wire.text(UNIT, "1");
    int gauge = wire.open(GAUGE);
    int point = wire.open(POINTS);
    time(tick);
    wire.fixed64(DOUBLE, Double.doubleToRawLongBits(value));
    wire.close(point);
    wire.close(gauge);
  }

  private void time(int tick) {
    wire.fixed64(START, startUnixNano);
    wire.fixed64(TIME, startUnixNano + tick * MetricWorkload.STEP_NANOS);
  }
}
