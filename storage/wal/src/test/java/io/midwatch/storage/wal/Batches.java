package io.midwatch.storage.wal;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.Wire;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Batches for tests, told apart by their number: their hash and what is in their body. */
final class Batches {
  static final long NOON = 1_795_262_400_000_000_000L;
  static final String SOURCE = "local";

  private Batches() {}

  /** A few hundred bytes of its own number, three items. */
  static EncodedBatch batch(long number) {
    return batch(number, 100 + (int) (number % 300));
  }

  static EncodedBatch batch(long number, int bodyBytes) {
    return batch(number, bytes(number, bodyBytes), null);
  }

  static EncodedBatch batch(long number, byte[] body, @Nullable Wire wire) {
    return new EncodedBatch(
        Signal.TRACES,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        SOURCE,
        NOON + number,
        3,
        RejectedItems.NONE,
        new ContentHash(7, number),
        body,
        wire);
  }

  /** The same request some time later. */
  static EncodedBatch later(EncodedBatch batch, Duration after) {
    return received(batch, batch.source(), batch.receivedUnixNano() + after.toNanos());
  }

  static EncodedBatch received(EncodedBatch batch, String source, long receivedUnixNano) {
    return new EncodedBatch(
        batch.signal(),
        batch.encoding(),
        source,
        receivedUnixNano,
        batch.itemCount(),
        batch.rejected(),
        batch.contentHash(),
        batch.body(),
        batch.wire());
  }

  static long number(EncodedBatch batch) {
    return batch.contentHash().low();
  }

  static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
