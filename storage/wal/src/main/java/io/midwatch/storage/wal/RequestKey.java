package io.midwatch.storage.wal;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;

/** What makes two requests the same request. */
record RequestKey(String source, Signal signal, ContentHash hash) {
  static RequestKey of(EncodedBatch batch) {
    return new RequestKey(batch.source(), batch.signal(), batch.contentHash());
  }
}
