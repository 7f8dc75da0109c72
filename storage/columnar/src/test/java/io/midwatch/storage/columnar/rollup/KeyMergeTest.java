package io.midwatch.storage.columnar.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyMergeTest {
  @Test
  void namesEveryKeyOnceInOrderAndFindsThoseOfEachList() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      List<List<RollupKey>> lists = new ArrayList<>();
      for (int list = random.nextInt(6); list >= 0; list--) {
        lists.add(sorted(random));
      }
      KeyMerge merged = new KeyMerge(lists);
      TreeSet<RollupKey> all = new TreeSet<>(KeyCodec.ORDER);
      lists.forEach(all::addAll);
      assertThat(merged.keys()).containsExactlyElementsOf(all);
      for (int list = 0; list < lists.size(); list++) {
        for (int key = 0; key < lists.get(list).size(); key++) {
          assertThat(merged.keys().get(merged.places(list)[key]))
              .isEqualTo(lists.get(list).get(key));
        }
      }
    }
  }

  @Test
  void refusesAListThatIsNotInOrder() {
    List<RollupKey> wrong = List.of(RollupKey.ofTexts("b"), RollupKey.ofTexts("a"));
    assertThatThrownBy(() -> new KeyMerge(List.of(wrong)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not in order");
  }

  /** Texts, numbers that are equal but of another kind, nothing said, and the overflow key. */
  private static List<RollupKey> sorted(Random random) {
    TreeSet<RollupKey> keys = new TreeSet<>(KeyCodec.ORDER);
    for (int i = random.nextInt(40); i > 0; i--) {
      AttributeValue value =
          switch (random.nextInt(4)) {
            case 0 -> AttributeValue.of(random.nextLong(9));
            case 1 -> AttributeValue.of((double) random.nextInt(9));
            case 2 -> AttributeValue.EMPTY;
            default -> AttributeValue.of("service " + random.nextInt(30));
          };
      keys.add(
          new RollupKey(
              List.of(value), value.equals(AttributeValue.EMPTY) && random.nextBoolean()));
    }
    return List.copyOf(keys);
  }
}
