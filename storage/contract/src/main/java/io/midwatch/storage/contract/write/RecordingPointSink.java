package io.midwatch.storage.contract.write;

import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.Exemplar;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds metric points and hands each to a consumer with its position in the request. Not
 * thread-safe.
 */
public final class RecordingPointSink implements PointSink {
  private final SharedValues shared;
  private final ObjIntConsumer<MetricPoint> points;
  private final RecordingContext context;
  private final RecordingAttributes metadata;
  private final RecordingAttributes attributes;
  private final RecordingAttributes exemplarAttributes;
  private final List<Exemplar> exemplars = new ArrayList<>();
  private MetricDescriptor metricHead = MetricDescriptor.gauge("", "");
  private @Nullable MetricDescriptor metric;
  private @Nullable MetricPoint head;
  private @Nullable Exemplar exemplarHead;
  private int item;

  public RecordingPointSink(SharedValues shared, ObjIntConsumer<MetricPoint> points) {
    this.shared = shared;
    this.points = points;
    this.context = new RecordingContext(shared);
    this.metadata = new RecordingAttributes(shared);
    this.attributes = new RecordingAttributes(shared);
    this.exemplarAttributes = new RecordingAttributes(shared);
  }

  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return context.beginResource(schemaUrl, dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return context.beginScope(name, version, schemaUrl, dropped);
  }

  @Override
  public AttributeSink metric(MetricHeader header) {
    metricHead =
        new MetricDescriptor(
            shared.text(header.name),
            shared.text(header.description),
            shared.text(header.unit),
            header.type,
            header.temporality,
            header.monotonic,
            Attributes.empty());
    metric = null;
    return metadata.begin();
  }

  private MetricDescriptor metric() {
    MetricDescriptor known = metric;
    if (known == null) {
      known =
          new MetricDescriptor(
              metricHead.name(),
              metricHead.description(),
              metricHead.unit(),
              metricHead.type(),
              metricHead.temporality(),
              metricHead.monotonic(),
              metadata.attributes());
      metric = known;
    }
    return known;
  }

  @Override
  public AttributeSink point(PointHeader header) {
    item = header.item;
    exemplars.clear();
    exemplarHead = null;
    head =
        new MetricPoint(
            metric(),
            Attributes.empty(),
            header.startTimeUnixNano,
            header.timeUnixNano,
            header.flags,
            RecordedPointValues.of(header),
            List.of(),
            context.resource(),
            context.scope());
    return attributes.begin();
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
    closeExemplar();
    exemplarHead =
        new Exemplar(
            timeUnixNano,
            isLong ? new PointValue.LongPoint(longValue) : new PointValue.DoublePoint(doubleValue),
            Attributes.empty(),
            RecordingContext.traceId(traceIdHigh, traceIdLow),
            RecordingContext.spanId(spanId));
    return exemplarAttributes.begin();
  }

  private void closeExemplar() {
    Exemplar open = exemplarHead;
    if (open != null) {
      exemplars.add(
          new Exemplar(
              open.timeUnixNano(),
              open.value(),
              exemplarAttributes.attributes(),
              open.traceId(),
              open.spanId()));
      exemplarHead = null;
    }
  }

  @Override
  public void endPoint() {
    closeExemplar();
    MetricPoint open = head;
    if (open == null) {
      throw new IllegalStateException("endPoint without point");
    }
    head = null;
    points.accept(
        new MetricPoint(
            open.metric(),
            attributes.attributes(),
            open.startTimeUnixNano(),
            open.timeUnixNano(),
            open.flags(),
            open.value(),
            exemplars,
            open.resource(),
            open.scope()),
        item);
  }
}
