package io.midwatch.query.promql.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operators that fold the series of a vector. */
public enum Aggregator {
  SUM,
  AVG,
  COUNT,
  MIN,
  MAX,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK,
  BOTTOMK,
  COUNT_VALUES,
  QUANTILE,
  LIMITK,
  LIMIT_RATIO;

  /** By its name in lower case, or null. */
  public static @Nullable Aggregator find(String name) {
    for (Aggregator aggregator : values()) {
      if (aggregator.word().equals(name)) {
        return aggregator;
      }
    }
    return null;
  }

  /** As written in a query. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of the argument before the vector, or null when there is none. */
  public @Nullable ValueType parameter() {
    return switch (this) {
      case TOPK, BOTTOMK, QUANTILE, LIMITK, LIMIT_RATIO -> ValueType.SCALAR;
      case COUNT_VALUES -> ValueType.STRING;
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR -> null;
    };
  }

  /** Whether Prometheus may still change it. */
  public boolean experimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}
