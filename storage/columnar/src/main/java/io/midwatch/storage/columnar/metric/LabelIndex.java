package io.midwatch.storage.columnar.metric;

import java.util.BitSet;
import java.util.function.Predicate;

/** From a label and its value to the numbers of the series that have it. Thread-safe. */
interface LabelIndex {
  /** Series numbers are below it. */
  int seriesCount();

  /** Adds the series whose label has exactly this value. */
  void addWith(String label, String value, BitSet into);

  /** Adds the series that have the label with a value that passes. */
  void addWhere(String label, Predicate<String> passes, BitSet into);
}
