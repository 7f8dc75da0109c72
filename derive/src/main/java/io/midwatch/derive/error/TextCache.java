package io.midwatch.derive.error;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was computed from a text, remembered by that text. A table of fixed size in which a newer
 * text pushes an older one out; longer texts than {@code longest} are computed each time, so memory
 * is at most slots × longest characters. Thread-safe: entries are immutable, so a race costs at
 * most a second computation.
 */
final class TextCache<V> {
  private final @Nullable Known<V>[] slots;
  private final int longest;

  private record Known<V>(String text, V value) {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  TextCache(int slotsPowerOfTwo, int longest) {
    this.slots = new @Nullable Known[slotsPowerOfTwo];
    this.longest = longest;
  }

  V get(String text, Function<String, V> compute) {
    if (text.length() > longest) {
      return compute.apply(text);
    }
    int hash = text.hashCode() * 0x9E3779B9;
    int slot = (hash ^ hash >>> 16) & slots.length - 1;
    Known<V> known = slots[slot];
    if (known == null || !known.text.equals(text)) {
      known = new Known<>(text, compute.apply(text));
      slots[slot] = known;
    }
    return known.value;
  }
}
