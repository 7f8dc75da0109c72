package io.midwatch.storage.contract.answer;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.rollup.DistinctSketch;
import org.jspecify.annotations.Nullable;

/** Counts distinct values of a field; an array gives each element. Not thread-safe. */
public final class DistinctValues {
  private static final int MOST_EXACT = 200;

  private final DistinctSketch seen = new DistinctSketch();

  public void add(@Nullable AttributeValue value) {
    for (AttributeValue key : Values.keys(value)) {
      seen.observe(key.getClass().getSimpleName() + key.text());
    }
  }

  /** Distinct values, an estimate when {@link #isApproximate()}. */
  public long count() {
    return seen.estimate();
  }

  public boolean isApproximate() {
    return seen.estimate() > MOST_EXACT;
  }
}
