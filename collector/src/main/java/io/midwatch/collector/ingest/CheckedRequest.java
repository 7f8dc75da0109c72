package io.midwatch.collector.ingest;

import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was read and checked: which items it has and which of them are refused for good.
 *
 * @param body OTLP protobuf, uncompressed; nobody changes it afterwards
 * @param itemCount items in the body, rejected ones included
 * @param reasons item counts, their sum is {@code rejected.count()}
 * @param contentHash over the uncompressed bytes as the client sent them
 * @param wire the body still compressed, as it came; null when it came uncompressed or was changed
 * @param warning what the sender should mend although it was accepted, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // handed over without a copy
public record CheckedRequest(
    byte[] body,
    int itemCount,
    RejectedItems rejected,
    Map<RejectReason, Integer> reasons,
    ContentHash contentHash,
    @Nullable Wire wire,
    String warning) {
  public CheckedRequest {
    reasons = Map.copyOf(reasons);
  }

  public int acceptedCount() {
    return itemCount - rejected.count();
  }
}
