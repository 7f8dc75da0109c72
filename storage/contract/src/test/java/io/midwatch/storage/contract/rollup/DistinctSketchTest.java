package io.midwatch.storage.contract.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DistinctSketchTest {
  @Test
  void countsAFewHundredExactly() {
    assertThat(of(0, 0).estimate()).isZero();
    assertThat(of(0, 1).estimate()).isEqualTo(1);
    assertThat(of(0, 300).estimate()).isEqualTo(300);
  }

  @Test
  void countsAnItemOnce() {
    DistinctSketch sketch = of(0, 50);
    for (int i = 0; i < 50; i++) {
      sketch.observe("user-" + i);
    }
    assertThat(sketch.estimate()).isEqualTo(50);
  }

  @Test
  void countsManyWithinThreeStandardErrors() {
    assertThat(of(0, 200_000).estimate())
        .isCloseTo(200_000L, Percentage.withPercentage(300 * DistinctSketch.STANDARD_ERROR));
  }

  @Test
  void mergingIsObservingAllAndLeavesTheOtherAsItIs() {
    DistinctSketch one = of(0, 200);
    DistinctSketch other = of(100, 300);
    one.merge(other);

    assertThat(one.estimate()).isEqualTo(300);
    assertThat(other.estimate()).isEqualTo(200);
  }

  @Test
  void mergesManyLargeOnes() {
    DistinctSketch merged = new DistinctSketch();
    for (int part = 0; part < 20; part++) {
      merged.merge(of(part * 5_000, part * 5_000 + 10_000));
    }
    assertThat(merged.estimate())
        .isCloseTo(105_000L, Percentage.withPercentage(300 * DistinctSketch.STANDARD_ERROR));
  }

  @Test
  void aCopyLivesOnItsOwn() {
    DistinctSketch sketch = of(0, 10);
    DistinctSketch copy = sketch.copy();
    sketch.observe("another");

    assertThat(copy.estimate()).isEqualTo(10);
    assertThat(sketch.estimate()).isEqualTo(11);
  }

  @Test
  void doesNotCountNothing() {
    DistinctSketch sketch = new DistinctSketch();
    sketch.observe("");
    assertThat(sketch.estimate()).isZero();
  }

  @Test
  void hasTheBytesOfTheLibraryHoweverFewItemsThereAre() {
    for (int items = 0; items < 40; items++) {
      HllSketch library = new HllSketch(14, TgtHllType.HLL_4);
      for (int i = 0; i < items; i++) {
        library.update("user-" + i);
      }
      assertThat(of(0, items).toByteArray()).isEqualTo(library.toCompactByteArray());
    }
  }

  @Test
  void goesOnCountingAfterItWasBytes() {
    for (int items = 1; items < 20; items++) {
      DistinctSketch sketch = DistinctSketch.of(of(0, items).toByteArray());
      sketch.observe("user-0");
      assertThat(sketch.estimate()).isEqualTo(items);
      sketch.merge(DistinctSketch.of(of(items - 1, 2 * items).toByteArray()));
      assertThat(sketch.estimate()).isEqualTo(2 * items);
    }
  }

  @Test
  void refusesBytesThatAreNoSketch() {
    byte[] bytes = of(0, 3).toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DistinctSketch.of(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static DistinctSketch of(int from, int to) {
    DistinctSketch sketch = new DistinctSketch();
    for (int i = from; i < to; i++) {
      sketch.observe("user-" + i);
    }
    return sketch;
  }
}
