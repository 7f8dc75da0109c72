package io.midwatch.storage.columnar;

import io.midwatch.model.EntityRef;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.MetricHeader;
import io.midwatch.storage.contract.write.PointHeader;
import io.midwatch.storage.contract.write.PointSink;
import java.util.List;
import java.util.function.LongConsumer;

/** Passes points on and tells their times. */
record TimedPoints(PointSink to, LongConsumer times) implements PointSink {
  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return to.resource(schemaUrl, dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return to.scope(name, version, schemaUrl, dropped);
  }

  @Override
  public AttributeSink metric(MetricHeader header) {
    return to.metric(header);
  }

  @Override
  public AttributeSink point(PointHeader header) {
    times.accept(header.timeUnixNano);
    return to.point(header);
  }

  @Override
  public AttributeSink exemplar(
      long timeUnixNano,
      boolean isLong,
      long longValue,
      double doubleValue,
      long traceIdHigh,
      long traceIdLow,
      long spanId) {
    return to.exemplar(
        timeUnixNano, isLong, longValue, doubleValue, traceIdHigh, traceIdLow, spanId);
  }

  @Override
  public void endPoint() {
    to.endPoint();
  }
}
