package io.midwatch.storage.contract.write;

/**
 * Reads the body of a batch into a sink, skipping the rejected items. Thread-safe: each call has
 * its own state. Bodies come from the collector, which has checked them.
 *
 * @throws io.midwatch.storage.contract.StoreException from every method, when the body cannot be
 *     read after all
 */
public interface BatchDecoder {
  void decodeSpans(EncodedBatch batch, SpanSink sink);

  void decodeLogs(EncodedBatch batch, LogSink sink);

  void decodePoints(EncodedBatch batch, PointSink sink);
}
