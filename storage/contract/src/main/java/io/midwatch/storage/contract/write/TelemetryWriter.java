package io.midwatch.storage.contract.write;

/** Takes encoded batches of all signals. Thread-safe. */
public interface TelemetryWriter {
  /**
   * Stores a batch. Returns after it is as durable as the store is set to be; what is stored is
   * found by readers within 2 s. The same bytes from the same source within 10 minutes are stored
   * once.
   *
   * @throws io.midwatch.storage.contract.StoreOverloadedException when the caller should retry
   *     later; nothing was stored
   */
  WriteReceipt write(EncodedBatch batch);
}
