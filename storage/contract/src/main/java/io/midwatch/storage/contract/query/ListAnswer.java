package io.midwatch.storage.contract.query;

import java.util.List;

/**
 * Values in the order of the question, and how far they can be trusted.
 *
 * <pre>
 * labels(…)   values __name__, job, queue   complete, 3 series looked at
 * </pre>
 *
 * @param completeness of questions about names and metrics, {@code scanned} counts series
 */
public record ListAnswer<T>(List<T> values, Completeness completeness) {
  public ListAnswer {
    values = List.copyOf(values);
  }
}
