package io.midwatch.query.promql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the series of two vectors find each other.
 *
 * @param on whether {@code labels} are those compared ({@code on}) or those left out ({@code
 *     ignoring})
 * @param include labels taken from the side of one ({@code group_left(…)})
 * @param fill experimental: values for series without a partner
 */
public record Matching(
    boolean on, List<String> labels, Cardinality cardinality, List<String> include, Fill fill) {
  public static final Matching DEFAULT =
      new Matching(false, List.of(), Cardinality.ONE_TO_ONE, List.of(), Fill.NONE);

  public Matching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  /** How many series of either side may share a signature. */
  public enum Cardinality {
    ONE_TO_ONE,
    MANY_TO_ONE,
    ONE_TO_MANY,
    MANY_TO_MANY
  }

  /** Values that stand for an absent left or right partner. */
  public record Fill(@Nullable Double left, @Nullable Double right) {
    public static final Fill NONE = new Fill(null, null);
  }

  Matching with(Cardinality other) {
    return new Matching(on, labels, other, include, fill);
  }
}
