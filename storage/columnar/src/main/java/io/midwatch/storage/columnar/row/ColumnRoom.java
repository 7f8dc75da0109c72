package io.midwatch.storage.columnar.row;

import io.midwatch.storage.contract.query.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The room of computed columns of segments: those used last are kept until others take it, the rest
 * are computed again when somebody asks. A column of user names takes megabytes in each of hundreds
 * of segments. One is shared by all segments of a store. Thread-safe.
 */
public final class ColumnRoom {
  private final Map<Key, Long> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final long maxBytes;
  private long bytes;

  public ColumnRoom(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Bytes held now, as estimated. */
  public synchronized long sizeBytes() {
    return bytes;
  }

  /** Says that a column was asked for, which may take the room of others. */
  void used(VirtualColumns owner, Field field, long sizeBytes) {
    // Not under the lock: an owner may be computing another column for a while.
    for (Key old : keep(new Key(owner, field), sizeBytes)) {
      old.owner.forget(old.field);
    }
  }

  private synchronized List<Key> keep(Key key, long sizeBytes) {
    if (kept.get(key) != null) {
      return List.of();
    }
    kept.put(key, sizeBytes);
    bytes += sizeBytes;
    List<Key> gone = new ArrayList<>();
    var eldest = kept.entrySet().iterator();
    while (bytes > maxBytes) {
      Map.Entry<Key, Long> old = eldest.next();
      bytes -= old.getValue();
      gone.add(old.getKey());
      eldest.remove();
    }
    return gone;
  }

  /** A column of one table; tables are compared by identity. */
  private record Key(VirtualColumns owner, Field field) {
    @Override
    public int hashCode() {
      return System.identityHashCode(owner) * 31 + field.hashCode();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the owner is that very object
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.owner == owner && key.field.equals(field);
    }
  }
}
