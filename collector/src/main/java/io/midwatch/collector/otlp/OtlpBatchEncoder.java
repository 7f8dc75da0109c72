package io.midwatch.collector.otlp;

import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes OTLP protobuf export requests. Neighbours of one resource and scope share their group, so
 * the order of the records is the order in the request. Source: opentelemetry-proto 1.11.0.
 */
public final class OtlpBatchEncoder implements BatchEncoder {
  /** The number of the items in their scope group, the same for all signals. */
  private static final int ITEMS = 2;

  @Override
  public EncodedBatch.Encoding encoding() {
    return EncodedBatch.Encoding.OTLP_PROTOBUF;
  }

  @Override
  public byte[] encodeSpans(List<Span> spans) {
    return request(
        spans,
        Span::resource,
        Span::scope,
        (writer, group) -> group.forEach(span -> SpanRecordWriter.write(writer, ITEMS, span)));
  }

  @Override
  public byte[] encodeLogs(List<LogRecord> logs) {
    return request(
        logs,
        LogRecord::resource,
        LogRecord::scope,
        (writer, group) -> group.forEach(log -> LogRecordWriter.write(writer, ITEMS, log)));
  }

  @Override
  public byte[] encodePoints(List<MetricPoint> points) {
    return request(
        points,
        MetricPoint::resource,
        MetricPoint::scope,
        (writer, group) ->
            runs(
                group,
                MetricPoint::metric,
                (MetricDescriptor metric, List<MetricPoint> same) ->
                    PointRecordWriter.write(writer, ITEMS, metric, same)));
  }

  private static <T> byte[] request(
      List<T> items,
      Function<T, Resource> resource,
      Function<T, InstrumentationScope> scope,
      BiConsumer<ProtoWriter, List<T>> writeItems) {
    ProtoWriter writer = new ProtoWriter();
    runs(
        items,
        resource,
        (sender, ofSender) -> {
          int resourceGroup = writer.open(1);
          RecordValues.resource(writer, 1, sender);
          runs(
              ofSender,
              scope,
              (library, ofLibrary) -> {
                int scopeGroup = writer.open(2);
                RecordValues.scope(writer, 1, library);
                writeItems.accept(writer, ofLibrary);
                RecordValues.text(writer, 3, library.schemaUrl());
                writer.close(scopeGroup);
              });
          RecordValues.text(writer, 3, sender.schemaUrl());
          writer.close(resourceGroup);
        });
    return writer.toByteArray();
  }

  /** Neighbours with equal keys, in order. */
  private static <K, T> void runs(
      List<T> items, Function<T, K> key, BiConsumer<K, List<T>> visitor) {
    int from = 0;
    while (from < items.size()) {
      K wanted = key.apply(items.get(from));
      int to = from + 1;
      while (to < items.size() && key.apply(items.get(to)).equals(wanted)) {
        to++;
      }
      visitor.accept(wanted, items.subList(from, to));
      from = to;
    }
  }
}
