package io.midwatch.bench.promql;

import static io.midwatch.bench.promql.Family.Kind.BYTES;
import static io.midwatch.bench.promql.Family.Kind.CLASSIC_HISTOGRAM;
import static io.midwatch.bench.promql.Family.Kind.COUNTER;
import static io.midwatch.bench.promql.Family.Kind.DECIMAL_COUNTER;
import static io.midwatch.bench.promql.Family.Kind.LEVEL;
import static io.midwatch.bench.promql.Family.Kind.NATIVE_HISTOGRAM;
import static io.midwatch.bench.promql.Family.Kind.NOISE;
import static io.midwatch.bench.promql.Family.Kind.ONE;
import static io.midwatch.bench.promql.Family.labels;
import static io.midwatch.bench.promql.Family.numbered;

import io.midwatch.bench.workload.Dice;
import java.util.List;

/**
 * Instances of ten jobs that are looked at every 15 seconds, each at moments of its own. Every
 * value is a function of seed, instance, series and tick. An instance starts anew now and then, so
 * that its counters do, and one in ten is silent for eight minutes of every two hours.
 *
 * <pre>
 * http_requests_total{job="shop-3", instance="i-13", method="GET", route="/r4", status="200"}
 * http_request_duration_seconds_bucket{job="shop-3", instance="i-13", route="/r4", le="0.05"}
 * queue_depth{job="shop-3", instance="i-13", queue="q7"}
 * </pre>
 */
final class Fleet {
  static final int JOBS = 10;
  static final long STEP_MILLIS = 15_000;
  private static final int SILENT_ONE_IN = 10;
  private static final int SILENT_EVERY = 480;
  private static final int SILENT_TICKS = 32;

  private final long seed;
  private final int instances;
  private final long fromMillis;
  private final int ticks;
  private final List<Family> families;

  private Fleet(long seed, int instances, long fromMillis, int ticks, List<Family> families) {
    this.seed = seed;
    this.instances = instances;
    this.fromMillis = fromMillis;
    this.ticks = ticks;
    this.families = families;
  }

  /** 200 series of an instance: what services of the web say of themselves. */
  static Fleet web(long seed, int instances, long fromMillis, int ticks) {
    return new Fleet(seed, instances, fromMillis, ticks, webFamilies());
  }

  /** The same with native histograms. */
  static Fleet mixed(long seed, int instances, long fromMillis, int ticks) {
    List<Family> families = new java.util.ArrayList<>(webFamilies());
    families.add(
        Family.of(NATIVE_HISTOGRAM, "rpc_duration_seconds", labels("call", numbered("c", 4))));
    return new Fleet(seed, instances, fromMillis, ticks, List.copyOf(families));
  }

  private static List<Family> webFamilies() {
    return List.of(
        Family.counter(
            COUNTER,
            "http_requests",
            labels(
                "method",
                List.of("GET", "POST"),
                "route",
                numbered("/r", 10),
                "status",
                List.of("200", "404", "500"))),
        Family.of(
            CLASSIC_HISTOGRAM, "http_request_duration_seconds", labels("route", numbered("/r", 5))),
        Family.counter(
            DECIMAL_COUNTER,
            "cpu_seconds",
            labels(
                "cpu",
                numbered("", 4),
                "mode",
                List.of("idle", "iowait", "system", "user", "irq"))),
        Family.of(LEVEL, "queue_depth", labels("queue", numbered("q", 20))),
        Family.of(
            BYTES,
            "memory_bytes",
            labels("area", List.of("heap", "stack", "code", "buffers", "limit"))),
        Family.of(BYTES, "disk_free_bytes", labels("device", numbered("sd", 10))),
        Family.of(NOISE, "temperature_celsius", labels("sensor", numbered("s", 10))),
        Family.of(LEVEL, "connections", labels("state", numbered("t", 9))),
        Family.of(ONE, "up", labels()));
  }

  List<Family> families() {
    return families;
  }

  int instances() {
    return instances;
  }

  int ticks() {
    return ticks;
  }

  long fromMillis() {
    return fromMillis;
  }

  /** After the last sample. */
  long toMillis() {
    return fromMillis + ticks * STEP_MILLIS;
  }

  /** Series as Prometheus counts them. */
  long series() {
    return (long) instances * families.stream().mapToInt(Family::seriesEach).sum();
  }

  /** Samples as Prometheus counts them. */
  long samples() {
    long each = families.stream().mapToInt(Family::seriesEach).sum();
    long samples = 0;
    for (int instance = 0; instance < instances; instance++) {
      for (int tick = 0; tick < ticks; tick++) {
        samples += isSilent(instance, tick) ? 0 : each;
      }
    }
    return samples;
  }

  static String instance(int instance) {
    return "i-" + instance;
  }

  static String job(int instance) {
    return "shop-" + instance % JOBS;
  }

  long timeMillis(int instance, int tick) {
    return fromMillis + tick * STEP_MILLIS + instance * 37L % STEP_MILLIS;
  }

  boolean isSilent(int instance, int tick) {
    return instance % SILENT_ONE_IN == SILENT_ONE_IN - 1
        && (tick + 40) % SILENT_EVERY < SILENT_TICKS;
  }

  /** Ticks since the instance started. */
  int age(int instance, int tick) {
    return (tick + instance * 53) % (400 + instance % 7 * 130);
  }

  /** The value of a series that is a number. */
  double number(Family family, int instance, int labelSet, int tick) {
    long series = instance * 1_000L + labelSet;
    Dice dice = dice(family, series, tick);
    int age = age(instance, tick);
    int rate = 1 + (int) (series * 31 % 97);
    return switch (family.kind()) {
      case COUNTER -> (long) rate * age + dice.below(rate);
      case DECIMAL_COUNTER -> Math.round((rate * 0.15 * age + dice.share() * 0.1) * 100) / 100.0;
      case LEVEL ->
          Math.round((50 + 30 * StrictMath.sin(tick / 240.0 + series) + dice.below(200) / 100.0))
              + labelSet % 2 * dice.below(100) / 100.0;
      case BYTES -> 4096.0 * (100_000 + rate * 100 + dice.below(2_000) - tick % 700);
      case NOISE -> 20 + 10 * dice.share();
      case ONE -> 1;
      case CLASSIC_HISTOGRAM, NATIVE_HISTOGRAM ->
          throw new IllegalArgumentException(family.name() + " is no number");
    };
  }

  /** Counts of a histogram by bucket, each growing until the instance starts anew. */
  long[] counts(Family family, int instance, int labelSet, int tick) {
    int buckets = family.kind() == NATIVE_HISTOGRAM ? 24 : Family.BOUNDS.size() + 1;
    Dice dice = dice(family, instance * 1_000L + labelSet, tick);
    int age = age(instance, tick);
    int middle = 3 + (instance + labelSet) % 5;
    long[] counts = new long[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      int distance = Math.abs(bucket - middle);
      int rate = distance > 5 ? 0 : 40 >> distance;
      counts[bucket] = rate == 0 ? 0 : (long) rate * age + dice.below(rate);
    }
    return counts;
  }

  private Dice dice(Family family, long series, int tick) {
    return new Dice(Dice.seed(Dice.seed(seed + family.name().hashCode(), series), tick));
  }

  /** What the measured values of a histogram add up to. */
  static double sum(long[] counts) {
    double sum = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      sum += counts[bucket] * (0.004 * (1 << Math.min(bucket, 20)));
    }
    return sum;
  }
}
