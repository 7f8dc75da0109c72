package io.midwatch.bench.promql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.midwatch.bench.workload.Wire;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes samples of a fleet as Prometheus' remote write takes them (version 1). Not thread-safe.
 *
 * <p>Source: Prometheus, prompb/remote.proto and types.proto.
 */
final class FleetRemoteWrite {
  /** What the translation of OTLP takes for zero. */
  private static final double ZERO_THRESHOLD = 1e-128;

  private final Fleet fleet;
  private final Wire wire = new Wire();

  FleetRemoteWrite(Fleet fleet) {
    this.fleet = fleet;
  }

  /** The samples of some instances at some ticks; both ranges half-open. Not compressed. */
  byte[] request(int firstInstance, int endInstance, int firstTick, int endTick) {
    wire.clear();
    for (int instance = firstInstance; instance < endInstance; instance++) {
      for (Family family : fleet.families()) {
        for (int labelSet = 0; labelSet < family.labelSets().size(); labelSet++) {
          series(family, instance, labelSet, firstTick, endTick);
        }
      }
    }
    return wire.toByteArray();
  }

  /** One value of a series at a tick, from what was measured. */
  private interface Sample {
    double at(int tick);
  }

  private void series(Family family, int instance, int labelSet, int firstTick, int endTick) {
    String name = family.prometheusName();
    switch (family.kind()) {
      case CLASSIC_HISTOGRAM -> {
        long[][] counts = new long[endTick - firstTick][];
        for (int tick = firstTick; tick < endTick; tick++) {
          counts[tick - firstTick] = fleet.counts(family, instance, labelSet, tick);
        }
        for (int bucket = 0; bucket <= Family.BOUNDS.size(); bucket++) {
          int end = bucket + 1;
          TreeMap<String, String> labels = labels(family, name + "_bucket", instance, labelSet);
          labels.put(
              "le", bucket < Family.BOUNDS.size() ? bound(Family.BOUNDS.get(bucket)) : "+Inf");
          numbers(
              labels,
              instance,
              firstTick,
              endTick,
              tick -> Arrays.stream(counts[tick - firstTick], 0, end).sum());
        }
        numbers(
            labels(family, name + "_count", instance, labelSet),
            instance,
            firstTick,
            endTick,
            tick -> Arrays.stream(counts[tick - firstTick]).sum());
        numbers(
            labels(family, name + "_sum", instance, labelSet),
            instance,
            firstTick,
            endTick,
            tick -> Fleet.sum(counts[tick - firstTick]));
      }
      case NATIVE_HISTOGRAM -> natives(family, instance, labelSet, firstTick, endTick);
      default ->
          numbers(
              labels(family, name, instance, labelSet),
              instance,
              firstTick,
              endTick,
              tick -> fleet.number(family, instance, labelSet, tick));
    }
  }

  private static String bound(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
  }

  private static TreeMap<String, String> labels(
      Family family, String name, int instance, int labelSet) {
    TreeMap<String, String> labels = new TreeMap<>(family.labelSets().get(labelSet));
    labels.put("__name__", name);
    labels.put("job", Fleet.job(instance));
    labels.put("instance", Fleet.instance(instance));
    return labels;
  }

  private void labels(Map<String, String> labels) {
    labels.forEach((name, value) -> {
      int label = wire.open(1);
      wire.text(1, name.getBytes(UTF_8));
      wire.text(2, value.getBytes(UTF_8));
      wire.close(label);
    });
  }

  private void numbers(
      Map<String, String> labels, int instance, int firstTick, int endTick, Sample sample) {
    int series = wire.open(1);
    labels(labels);
    for (int tick = firstTick; tick < endTick; tick++) {
      if (!fleet.isSilent(instance, tick)) {
        int at = wire.open(2);
        wire.fixed64(1, Double.doubleToRawLongBits(sample.at(tick)));
        wire.number(2, fleet.timeMillis(instance, tick));
        wire.close(at);
      }
    }
    wire.close(series);
  }

  private void natives(Family family, int instance, int labelSet, int firstTick, int endTick) {
    int series = wire.open(1);
    labels(labels(family, family.prometheusName(), instance, labelSet));
    for (int tick = firstTick; tick < endTick; tick++) {
      if (!fleet.isSilent(instance, tick)) {
        int at = wire.open(4);
        histogram(fleet.counts(family, instance, labelSet, tick));
        wire.number(15, fleet.timeMillis(instance, tick));
        wire.close(at);
      }
    }
    wire.close(series);
  }

  /** The first count is that of zero; an index here is one more than in OTLP. */
  private void histogram(long[] counts) {
    wire.number(1, Arrays.stream(counts).sum());
    wire.fixed64(3, Double.doubleToRawLongBits(Fleet.sum(counts)));
    wire.zigZag(4, FleetOtlp.NATIVE_SCALE);
    wire.fixed64(5, Double.doubleToRawLongBits(ZERO_THRESHOLD));
    wire.number(6, counts[0]);
    int span = wire.open(11);
    wire.zigZag(1, FleetOtlp.NATIVE_OFFSET + 1);
    wire.number(2, counts.length - 1);
    wire.close(span);
    int deltas = wire.open(12);
    for (int i = 1; i < counts.length; i++) {
      wire.packedZigZag(counts[i] - (i == 1 ? 0 : counts[i - 1]));
    }
    wire.close(deltas);
  }
}
