package io.midwatch.collector.otlp;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.SpanSink;

/** Reads OTLP protobuf bodies. Stateless and thread-safe. */
public final class OtlpBatchDecoder implements BatchDecoder {
  @Override
  public void decodeSpans(EncodedBatch batch, SpanSink sink) {
    decode(batch, () -> new SpanDecoder(batch, sink).decode());
  }

  @Override
  public void decodeLogs(EncodedBatch batch, LogSink sink) {
    decode(batch, () -> new LogDecoder(batch, sink).decode());
  }

  @Override
  public void decodePoints(EncodedBatch batch, PointSink sink) {
    decode(batch, () -> new PointDecoder(batch, sink).decode());
  }

  private static void decode(EncodedBatch batch, Runnable decoding) {
    try {
      decoding.run();
    } catch (DecodeException e) {
      throw new StoreException(
          "a stored " + batch.signal().label() + " request cannot be read: " + e.getMessage(), e);
    }
  }
}
