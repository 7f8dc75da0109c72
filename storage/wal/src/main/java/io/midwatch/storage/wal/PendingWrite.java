package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.WriteReceipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A batch on its way. The applier thread alone changes it; any thread may wait for it. */
final class PendingWrite {
  private final EncodedBatch batch;
  private final RequestKey request;
  private final long bytes;
  private final CompletableFuture<WriteReceipt> outcome = new CompletableFuture<>();
  private @Nullable RuntimeException failure;
  private int stored;

  PendingWrite(EncodedBatch batch) {
    this.batch = batch;
    this.request = RequestKey.of(batch);
    long wireBytes = batch.wire() == null ? 0 : batch.wire().bytes().length;
    this.bytes = batch.body().length + wireBytes;
  }

  EncodedBatch batch() {
    return batch;
  }

  RequestKey request() {
    return request;
  }

  /** Of its body, both forms counted. */
  long bytes() {
    return bytes;
  }

  void stored(int items) {
    stored = items;
  }

  /** The first failure counts. */
  void fail(RuntimeException cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  boolean failed() {
    return failure != null;
  }

  /** Whether it may be sent again. */
  boolean refused() {
    return failure instanceof StoreOverloadedException;
  }

  /** Lets everybody go on who waits. */
  void finish() {
    if (failure == null) {
      outcome.complete(new WriteReceipt(stored, false));
    } else {
      outcome.completeExceptionally(failure);
    }
  }

  /**
   * Waits until the batch is as durable as asked.
   *
   * @throws StoreOverloadedException when the log has no room for it
   * @throws StoreException when it is not stored, or nobody knows because this thread was
   *     interrupted
   */
  WriteReceipt await() {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = "not stored: " + cause.getMessage();
      if (cause instanceof StoreOverloadedException overloaded) {
        throw new StoreOverloadedException(message, overloaded.retryAfter(), cause);
      }
      throw new StoreException(message, cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while the batch was being stored", e);
    }
  }
}
