package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.contract.write.ByteSlice;
import org.jspecify.annotations.Nullable;

/** What the table knows of one attribute key; its codes are in {@link AttributeRows}. */
final class AttributeColumn {
  /** The first row with the key; the largest int while there is none. */
  volatile int firstRow = Integer.MAX_VALUE;

  final int number;
  final ValueColumn values;
  private final byte[] key;

  // The writer's own: where the row being written has the key, and the key that came after it.
  long serial;
  int position;
  int filledBlock = -1;
  @Nullable AttributeColumn follower;
  @Nullable AttributeColumn earlierFollower;

  AttributeColumn(int number, ByteSlice key, ValueColumn values) {
    this.number = number;
    this.key = key.copy();
    this.values = values;
  }

  String name() {
    return new ByteSlice().set(key, 0, key.length).text();
  }

  boolean isNamed(ByteSlice name) {
    return key.length == name.length()
        && ByteHash.same(key, 0, name.array(), name.offset(), key.length);
  }
}
