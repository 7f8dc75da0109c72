package io.midwatch.storage.contract.write;

import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts, resources and scopes one instance, so that a million spans of one service
 * share their keys. Bounded: texts live in a table of fixed size in which a newer text pushes an
 * older one out, resources and scopes are forgotten together when there are too many. Thread-safe.
 */
public final class SharedValues {
  private static final int TEXT_SLOTS = 1 << 14;
  private static final int LONGEST_TEXT_BYTES = 128;
  private static final int MOST_CONTEXTS = 10_000;

  /** Entries are immutable, so a race costs at most a second instance of a text. */
  private final @Nullable Text[] texts = new Text[TEXT_SLOTS];

  private final Map<Resource, Resource> resources = new ConcurrentHashMap<>();
  private final Map<InstrumentationScope, InstrumentationScope> scopes = new ConcurrentHashMap<>();

  private record Text(byte[] bytes, StringValue value) {}

  /** The text of a slice. */
  public String text(ByteSlice slice) {
    return string(slice).value();
  }

  /** The text of a slice as a value. */
  public StringValue string(ByteSlice slice) {
    if (slice.length() > LONGEST_TEXT_BYTES) {
      return new StringValue(slice.text());
    }
    int slot = hash(slice) & (TEXT_SLOTS - 1);
    Text known = texts[slot];
    if (known != null && sameBytes(known.bytes, slice)) {
      return known.value;
    }
    Text text = new Text(slice.copy(), new StringValue(slice.text()));
    texts[slot] = text;
    return text.value;
  }

  public Resource resource(Resource resource) {
    return shared(resources, resource);
  }

  public InstrumentationScope scope(InstrumentationScope scope) {
    return shared(scopes, scope);
  }

  private static <T> T shared(Map<T, T> known, T value) {
    if (known.size() >= MOST_CONTEXTS) {
      known.clear();
    }
    T earlier = known.putIfAbsent(value, value);
    return earlier == null ? value : earlier;
  }

  private static int hash(ByteSlice slice) {
    int hash = 1;
    byte[] array = slice.array();
    for (int i = slice.offset(), end = i + slice.length(); i < end; i++) {
      hash = 31 * hash + array[i];
    }
    return hash ^ (hash >>> 15);
  }

  private static boolean sameBytes(byte[] bytes, ByteSlice slice) {
    int start = slice.offset();
    return Arrays.equals(bytes, 0, bytes.length, slice.array(), start, start + slice.length());
  }
}
