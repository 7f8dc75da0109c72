package io.midwatch.storage.contract.write;

import io.midwatch.model.Signal;
import org.jspecify.annotations.Nullable;

/**
 * One request as the collector hands it over. Every decision to accept, reject or repair an item
 * has been taken: {@code rejected} names the items to skip. The body is uncompressed and opaque to
 * a store; {@link BatchDecoder} reads it.
 *
 * @param source who sent it: the name of its token, or {@code local}
 * @param receivedUnixNano epoch nanoseconds at which the request was read to its end
 * @param itemCount spans, records or points in the body, rejected ones included
 * @param contentHash over the bytes as the client sent them, uncompressed; with the source it finds
 *     repeated requests
 * @param body not copied: nobody may change it afterwards
 * @param wire the body as it came, when it came compressed and nothing in it was changed; a log may
 *     keep it instead of the body. Null otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // the hot path hands bytes over without a copy
public record EncodedBatch(
    Signal signal,
    Encoding encoding,
    String source,
    long receivedUnixNano,
    int itemCount,
    RejectedItems rejected,
    ContentHash contentHash,
    byte[] body,
    @Nullable Wire wire) {

  /** A batch whose body came uncompressed or was changed on the way. */
  public EncodedBatch(
      Signal signal,
      Encoding encoding,
      String source,
      long receivedUnixNano,
      int itemCount,
      RejectedItems rejected,
      ContentHash contentHash,
      byte[] body) {
    this(signal, encoding, source, receivedUnixNano, itemCount, rejected, contentHash, body, null);
  }

  /** How the body is written. */
  public enum Encoding {
    OTLP_PROTOBUF
  }

  /** Items that are to be stored. */
  public int acceptedCount() {
    return itemCount - rejected.count();
  }
}
