package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Attributes of a part's items that have no column: a question about all of them reads a row's
 * once, not once for every name. Thread-safe.
 */
public interface RareAttributes {
  RareAttributes NONE =
      new RareAttributes() {
        @Override
        public Set<String> names() {
          return Set.of();
        }

        @Override
        public boolean any(int block) {
          return false;
        }

        @Override
        public void forEachName(int row, Consumer<String> names) {}

        @Override
        public void forEach(int row, BiConsumer<String, AttributeValue> attributes) {}
      };

  /** Those of some row of the part. */
  Set<String> names();

  /** False only when no row of the block has any. */
  boolean any(int block);

  void forEachName(int row, Consumer<String> names);

  void forEach(int row, BiConsumer<String, AttributeValue> attributes);
}
