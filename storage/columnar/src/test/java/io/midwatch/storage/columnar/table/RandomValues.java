package io.midwatch.storage.columnar.table;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values of every kind, few enough that they repeat. */
public final class RandomValues {
  public static final List<AttributeValue> EVERY_KIND =
      List.of(
          AttributeValue.EMPTY,
          AttributeValue.of(""),
          AttributeValue.of("pay"),
          AttributeValue.of("Zürich 東京 🚀"),
          AttributeValue.of(true),
          AttributeValue.of(false),
          AttributeValue.of(0L),
          AttributeValue.of(Long.MIN_VALUE),
          AttributeValue.of(Long.MAX_VALUE),
          AttributeValue.of(0.0),
          AttributeValue.of(-0.0),
          AttributeValue.of(Double.NaN),
          AttributeValue.of(Double.NEGATIVE_INFINITY),
          new AttributeValue.BytesValue(Bytes.copyOf(new byte[0])),
          new AttributeValue.BytesValue(Bytes.copyOf(new byte[] {1, 9, -1, 0})),
          AttributeValue.of(List.of()),
          AttributeValue.ofStrings("a", "", "é"),
          AttributeValue.of(List.of(AttributeValue.EMPTY, AttributeValue.of(9L))),
          new AttributeValue.MapValue(Attributes.empty()),
          new AttributeValue.MapValue(Attributes.ofStrings("", "", "k", "v")));

  private static final int DEEPEST = 3;

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  public AttributeValue next() {
    return next(0);
  }

  private AttributeValue next(int depth) {
    return switch (random.nextInt(depth == DEEPEST ? 5 : 8)) {
      case 0 -> AttributeValue.of(random.nextInt(4) - 1L);
      case 1 -> AttributeValue.of(random.nextInt(4) / 2.0 - 1);
      case 2, 3 -> AttributeValue.of("v" + random.nextInt(30));
      case 4 -> EVERY_KIND.get(random.nextInt(EVERY_KIND.size()));
      case 5 -> array(depth + 1);
      case 6 -> map(depth + 1);
      default -> AttributeValue.of(random.nextBoolean());
    };
  }

  private AttributeValue array(int depth) {
    List<AttributeValue> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(next(depth));
    }
    return AttributeValue.of(values);
  }

  /** Keys in one order always, so that equal maps have equal bytes. */
  private AttributeValue map(int depth) {
    Attributes.Builder entries = Attributes.builder();
    for (int i = 0; i < 4; i++) {
      if (random.nextBoolean()) {
        entries.put("k" + i, next(depth));
      }
    }
    return new AttributeValue.MapValue(entries.build());
  }
}
