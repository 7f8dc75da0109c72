package io.midwatch.storage.contract.memory;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which requests came within the last 10 minutes of received time. Bounded: the oldest are
 * forgotten early when there are too many. Not thread-safe.
 */
final class RecentRequests {
  private static final long WINDOW_NANOS = Duration.ofMinutes(10).toNanos();
  private static final int MOST_REQUESTS = 500_000;

  private final Map<Request, Long> receivedUnixNano = new LinkedHashMap<>();

  private record Request(String source, Signal signal, ContentHash hash) {
    static Request of(EncodedBatch batch) {
      return new Request(batch.source(), batch.signal(), batch.contentHash());
    }
  }

  /** Whether the same bytes came from the same source less than 10 minutes before. */
  boolean holds(EncodedBatch batch) {
    Long received = receivedUnixNano.get(Request.of(batch));
    return received != null && batch.receivedUnixNano() - received < WINDOW_NANOS;
  }

  void add(EncodedBatch batch) {
    forgetOld(batch.receivedUnixNano());
    Request request = Request.of(batch);
    receivedUnixNano.remove(request);
    receivedUnixNano.put(request, batch.receivedUnixNano());
  }

  private void forgetOld(long now) {
    Iterator<Long> oldest = receivedUnixNano.values().iterator();
    while (oldest.hasNext()) {
      boolean old = now - oldest.next() >= WINDOW_NANOS;
      if (!old && receivedUnixNano.size() < MOST_REQUESTS) {
        return;
      }
      oldest.remove();
    }
  }
}
