package io.midwatch.storage.columnar.table;

import io.midwatch.model.AttributeValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** No row has a value. */
final class NoValues implements Coded {
  @Override
  public void read(int block, int[] into) {
    Arrays.fill(into, ABSENT);
  }

  @Override
  public int codeAt(int row) {
    return ABSENT;
  }

  @Override
  public int codeCount() {
    return FIRST;
  }

  @Override
  public AttributeValue value(int code) {
    throw new IllegalArgumentException("no code " + code);
  }

  @Override
  public int find(AttributeValue value) {
    return ABSENT;
  }

  @Override
  public @Nullable AttributeValue valueAt(int row) {
    return null;
  }

  @Override
  public boolean any(int block) {
    return false;
  }
}
