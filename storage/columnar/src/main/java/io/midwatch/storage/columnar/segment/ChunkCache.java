package io.midwatch.storage.columnar.segment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decompressed parts of segments, those used last, also of closed ones until others take their
 * room; bounded by the bytes they take in memory. One is shared by all segments of a store.
 * Thread-safe.
 */
public final class ChunkCache {
  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /**
   * @param maxBytes about 16 of the largest parts at least, or large parts are not kept
   */
  public ChunkCache(long maxBytes) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(maxBytes / STRIPES);
    }
  }

  /** Bytes held now. */
  public long sizeBytes() {
    long bytes = 0;
    for (Stripe stripe : stripes) {
      bytes += stripe.sizeBytes();
    }
    return bytes;
  }

  /** Two threads that miss at once both read; either result serves. */
  Chunk get(Object owner, int number, Supplier<Chunk> read) {
    Key key = new Key(owner, number);
    Stripe stripe = stripes[(key.hashCode() * 0x9E3779B9) >>> 28];
    Chunk chunk = stripe.find(key);
    if (chunk == null) {
      chunk = read.get();
      stripe.put(key, chunk);
    }
    return chunk;
  }

  /** A part of one column; columns are compared by identity. */
  private record Key(Object owner, int number) {
    @Override
    public int hashCode() {
      return System.identityHashCode(owner) * 31 + number;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the owner is that very object
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.owner == owner && key.number == number;
    }
  }

  /** One lock's worth of the cache. */
  private static final class Stripe {
    private final Map<Key, Chunk> chunks = new LinkedHashMap<>(16, 0.75f, true);
    private final long maxBytes;
    private long bytes;

    Stripe(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    synchronized long sizeBytes() {
      return bytes;
    }

    synchronized @Nullable Chunk find(Key key) {
      return chunks.get(key);
    }

    synchronized void put(Key key, Chunk chunk) {
      if (chunk.sizeBytes() > maxBytes || chunks.putIfAbsent(key, chunk) != null) {
        return;
      }
      bytes += chunk.sizeBytes();
      var eldest = chunks.values().iterator();
      while (bytes > maxBytes) {
        bytes -= eldest.next().sizeBytes();
        eldest.remove();
      }
    }
  }
}
