package io.midwatch.ui;

import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.SpanSink;

/** Page tests write records, never encoded requests. */
final class NoDecoder implements BatchDecoder {
  @Override
  public void decodeSpans(EncodedBatch batch, SpanSink sink) {
    throw new UnsupportedOperationException("page tests write records");
  }

  @Override
  public void decodeLogs(EncodedBatch batch, LogSink sink) {
    throw new UnsupportedOperationException("page tests write records");
  }

  @Override
  public void decodePoints(EncodedBatch batch, PointSink sink) {
    throw new UnsupportedOperationException("page tests write records");
  }
}
