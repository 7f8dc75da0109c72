package io.midwatch.collector.otlp;

import io.midwatch.model.EntityRef;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.LogHeader;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.MetricHeader;
import io.midwatch.storage.contract.write.PointHeader;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.SpanHeader;
import io.midwatch.storage.contract.write.SpanSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Writes everything a decoder says as lines of text, to be compared with {@link OracleLog}. */
public final class SinkLog implements SpanSink, LogSink, PointSink {
  private final List<String> lines = new ArrayList<>();
  private final Values values = new Values();

  public List<String> lines() {
    return lines;
  }

  private AttributeSink line(Object... parts) {
    lines.add(String.join(" ", Arrays.stream(parts).map(String::valueOf).toList()));
    return values;
  }

  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return line("resource", schemaUrl.text(), dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return line("scope", name.text(), version.text(), schemaUrl.text(), dropped);
  }

  @Override
  public AttributeSink span(SpanHeader span) {
    return line(
        "span",
        span.item,
        hex(span.traceIdHigh) + hex(span.traceIdLow),
        hex(span.spanId),
        hex(span.parentSpanId),
        span.traceState.text(),
        span.flags,
        span.name.text(),
        span.kind,
        span.startTimeUnixNano,
        span.endTimeUnixNano,
        span.droppedAttributesCount,
        span.droppedEventsCount,
        span.droppedLinksCount,
        span.statusCode,
        span.statusMessage.text());
  }

  @Override
  public AttributeSink event(long timeUnixNano, ByteSlice name, int dropped) {
    return line("event", timeUnixNano, name.text(), dropped);
  }

  @Override
  public AttributeSink link(
      long high, long low, long spanId, ByteSlice traceState, int flags, int dropped) {
    return line("link", hex(high) + hex(low), hex(spanId), traceState.text(), flags, dropped);
  }

  @Override
  public void endSpan() {
    line("endSpan");
  }

  @Override
  public AttributeSink log(LogHeader log) {
    return line(
        "log",
        log.item,
        log.timeUnixNano,
        log.observedTimeUnixNano,
        log.severityNumber,
        log.severityText.text(),
        log.eventName.text(),
        log.droppedAttributesCount,
        log.flags,
        hex(log.traceIdHigh) + hex(log.traceIdLow),
        hex(log.spanId));
  }

  @Override
  public AttributeSink body() {
    return line("body");
  }

  @Override
  public void endLog() {
    line("endLog");
  }

  @Override
  public AttributeSink metric(MetricHeader metric) {
    return line(
        "metric",
        metric.name.text(),
        metric.description.text(),
        metric.unit.text(),
        metric.type,
        metric.temporality,
        metric.monotonic);
  }

  @Override
  public AttributeSink point(PointHeader point) {
    return line(
        "point",
        point.item,
        point.kind,
        point.startTimeUnixNano,
        point.timeUnixNano,
        point.flags,
        value(point));
  }

  private static String value(PointHeader point) {
    return switch (point.kind) {
      case LONG -> "" + point.longValue;
      case DOUBLE -> "" + point.doubleValue;
      case HISTOGRAM ->
          point.count
              + summary(point)
              + Arrays.toString(Arrays.copyOf(point.bounds, point.boundsLength))
              + Arrays.toString(Arrays.copyOf(point.counts, point.countsLength));
      case EXPONENTIAL_HISTOGRAM ->
          point.count
              + summary(point)
              + " "
              + point.scale
              + " "
              + point.zeroCount
              + " "
              + point.zeroThreshold
              + " "
              + point.positiveOffset
              + Arrays.toString(Arrays.copyOf(point.counts, point.countsLength))
              + " "
              + point.negativeOffset
              + Arrays.toString(Arrays.copyOf(point.negativeCounts, point.negativeCountsLength));
      case SUMMARY ->
          point.count
              + " "
              + point.sum
              + Arrays.toString(Arrays.copyOf(point.bounds, point.boundsLength))
              + Arrays.toString(Arrays.copyOf(point.quantileValues, point.boundsLength));
      case NO_RECORDED_VALUE -> "-";
    };
  }

  private static String summary(PointHeader point) {
    return " "
        + (point.hasSum ? point.sum : "-")
        + " "
        + (point.hasMin ? point.min : "-")
        + " "
        + (point.hasMax ? point.max : "-");
  }

  @Override
  public AttributeSink exemplar(
      long time, boolean isLong, long longValue, double real, long high, long low, long spanId) {
    return line(
        "exemplar", time, isLong ? "" + longValue : "" + real, hex(high) + hex(low), hex(spanId));
  }

  @Override
  public void endPoint() {
    line("endPoint");
  }

  private static String hex(long bits) {
    return HexFormat.of().toHexDigits(bits);
  }

  private final class Values implements AttributeSink {
    @Override
    public void string(ByteSlice key, ByteSlice value) {
      line("attr", key.text(), "string", value.text());
    }

    @Override
    public void bool(ByteSlice key, boolean value) {
      line("attr", key.text(), "bool", value);
    }

    @Override
    public void integer(ByteSlice key, long value) {
      line("attr", key.text(), "int", value);
    }

    @Override
    public void real(ByteSlice key, double value) {
      line("attr", key.text(), "double", value);
    }

    @Override
    public void bytes(ByteSlice key, ByteSlice value) {
      line("attr", key.text(), "bytes", HexFormat.of().formatHex(value.copy()));
    }

    @Override
    public void empty(ByteSlice key) {
      line("attr", key.text(), "empty");
    }

    @Override
    public void startArray(ByteSlice key) {
      line("attr", key.text(), "[");
    }

    @Override
    public void startMap(ByteSlice key) {
      line("attr", key.text(), "{");
    }

    @Override
    public void end() {
      line("end");
    }
  }
}
