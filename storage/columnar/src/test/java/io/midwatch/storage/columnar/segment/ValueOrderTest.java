package io.midwatch.storage.columnar.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle compares the arrays. */
class ValueOrderTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "user-", "/api/v1/orders/"})
  void sortsByBytes(String prefix) {
    Random random = new Random(prefix.length());
    Set<String> texts =
        new LinkedHashSet<>(List.of(prefix, prefix + "\0", prefix + "\0\0\0\0\0\0"));
    for (int i = 0; i < 2_000; i++) {
      texts.add(prefix + "aé\0".repeat(random.nextInt(4)) + random.nextInt(1_000));
    }
    List<byte[]> values = new ArrayList<>();
    texts.forEach(text -> values.add(text.getBytes(StandardCharsets.UTF_8)));

    List<byte[]> sorted = Arrays.stream(ValueOrder.of(values)).mapToObj(values::get).toList();

    List<byte[]> expected = new ArrayList<>(values);
    expected.sort(Comparator.comparing(value -> value, Arrays::compareUnsigned));
    assertThat(sorted).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void sortsNothingAndOne(int count) {
    List<byte[]> values = List.of(new byte[] {1, 2}).subList(0, count);
    assertThat(ValueOrder.of(values)).isEqualTo(new int[count]);
  }
}
