package io.midwatch.bench.promql;

import io.midwatch.bench.workload.AttributeWriter;
import io.midwatch.bench.workload.Wire;
import java.util.Map;

/** Writes points of a fleet as an OTLP export request. Not thread-safe. */
final class FleetOtlp {
  private static final int CUMULATIVE = 2;
  static final int NATIVE_SCALE = 2;
  static final int NATIVE_OFFSET = -12;

  private final Fleet fleet;
  private final Wire wire = new Wire();

  FleetOtlp(Fleet fleet) {
    this.fleet = fleet;
  }

  /** The points of some instances at some ticks; both ranges half-open. */
  byte[] request(int firstInstance, int endInstance, int firstTick, int endTick) {
    wire.clear();
    for (int instance = firstInstance; instance < endInstance; instance++) {
      int all = wire.open(1);
      int resource = wire.open(1);
      new AttributeWriter(wire, 1)
          .string("service.name", Fleet.job(instance))
          .string("service.instance.id", Fleet.instance(instance));
      wire.close(resource);
      int scope = wire.open(2);
      for (Family family : fleet.families()) {
        metric(family, instance, firstTick, endTick);
      }
      wire.close(scope);
      wire.close(all);
    }
    return wire.toByteArray();
  }

  private void metric(Family family, int instance, int firstTick, int endTick) {
    int metric = wire.open(2);
    wire.text(1, family.name());
    int data =
        wire.open(
            switch (family.kind()) {
              case CLASSIC_HISTOGRAM -> 9;
              case NATIVE_HISTOGRAM -> 10;
              case COUNTER, DECIMAL_COUNTER -> 7;
              case LEVEL, NOISE, BYTES, ONE -> 5;
            });
    for (int labelSet = 0; labelSet < family.labelSets().size(); labelSet++) {
      for (int tick = firstTick; tick < endTick; tick++) {
        if (!fleet.isSilent(instance, tick)) {
          point(family, instance, labelSet, tick);
        }
      }
    }
    switch (family.kind()) {
      case COUNTER, DECIMAL_COUNTER -> {
        wire.number(2, CUMULATIVE);
        wire.number(3, 1);
      }
      case CLASSIC_HISTOGRAM, NATIVE_HISTOGRAM -> wire.number(2, CUMULATIVE);
      case LEVEL, NOISE, BYTES, ONE -> {}
    }
    wire.close(data);
    wire.close(metric);
  }

  private void point(Family family, int instance, int labelSet, int tick) {
    int point = wire.open(1);
    Map<String, String> labels = family.labelSets().get(labelSet);
    int attributes =
        switch (family.kind()) {
          case CLASSIC_HISTOGRAM -> 9;
          case NATIVE_HISTOGRAM -> 1;
          default -> 7;
        };
    AttributeWriter writer = new AttributeWriter(wire, attributes);
    labels.forEach(writer::string);
    long time = fleet.timeMillis(instance, tick) * 1_000_000;
    wire.fixed64(2, time - fleet.age(instance, tick) * Fleet.STEP_MILLIS * 1_000_000);
    wire.fixed64(3, time);
    switch (family.kind()) {
      case CLASSIC_HISTOGRAM -> classic(fleet.counts(family, instance, labelSet, tick));
      case NATIVE_HISTOGRAM -> exponential(fleet.counts(family, instance, labelSet, tick));
      case COUNTER -> wire.fixed64(6, (long) fleet.number(family, instance, labelSet, tick));
      default ->
          wire.fixed64(
              4, Double.doubleToRawLongBits(fleet.number(family, instance, labelSet, tick)));
    }
    wire.close(point);
  }

  private void classic(long[] counts) {
    wire.fixed64(4, java.util.Arrays.stream(counts).sum());
    wire.fixed64(5, Double.doubleToRawLongBits(Fleet.sum(counts)));
    int buckets = wire.open(6);
    for (long count : counts) {
      wire.packedFixed64(count);
    }
    wire.close(buckets);
    int bounds = wire.open(7);
    for (double bound : Family.BOUNDS) {
      wire.packedFixed64(Double.doubleToRawLongBits(bound));
    }
    wire.close(bounds);
  }

  /** The first count is that of zero. */
  private void exponential(long[] counts) {
    wire.fixed64(4, java.util.Arrays.stream(counts).sum());
    wire.fixed64(5, Double.doubleToRawLongBits(Fleet.sum(counts)));
    wire.zigZag(6, NATIVE_SCALE);
    wire.fixed64(7, counts[0]);
    int positive = wire.open(8);
    wire.zigZag(1, NATIVE_OFFSET);
    int buckets = wire.open(2);
    for (int i = 1; i < counts.length; i++) {
      wire.packed(counts[i]);
    }
    wire.close(buckets);
    wire.close(positive);
  }
}
