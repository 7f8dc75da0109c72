package io.midwatch.query.promql.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions by name. */
public final class Functions {
  private static final Map<String, RangeFunction> RANGE = range();
  private static final Map<String, InstantFunction> INSTANT = instant();
  private static final Set<String> KEEP_NAME = Set.of("last_over_time", "first_over_time");

  private Functions() {}

  private static Map<String, RangeFunction> range() {
    Map<String, RangeFunction> table = new HashMap<>();
    CounterFunctions.register(table);
    ChangeFunctions.register(table);
    RegressionFunctions.register(table);
    OverTimeFunctions.register(table);
    return Map.copyOf(table);
  }

  private static Map<String, InstantFunction> instant() {
    Map<String, InstantFunction> table = new HashMap<>();
    NumberFunctions.register(table);
    DateFunctions.register(table);
    VectorFunctions.register(table);
    LabelFunctions.register(table);
    HistogramFunctions.register(table);
    return Map.copyOf(table);
  }

  /** A function of a range, or null. */
  public static @Nullable RangeFunction range(String name) {
    return RANGE.get(name);
  }

  /** A function of values at one time, or null. */
  public static @Nullable InstantFunction instant(String name) {
    return INSTANT.get(name);
  }

  /** Whether a function of a range leaves the metric's name. */
  public static boolean keepsName(String name) {
    return KEEP_NAME.contains(name);
  }
}
