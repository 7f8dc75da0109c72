package io.midwatch.query.promql.series;

import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.List;

/** Finds the series of a selector. Thread-safe. */
public interface SeriesSource {
  /**
   * Hands over every series that matches, in any order, each once, with its samples of the range.
   *
   * @return why the answer is not complete, in words a user can read; empty when it is
   */
  List<String> select(Selection selection, Visitor visitor);

  /**
   * What is asked for.
   *
   * @param fromMillis exclusive
   * @param toMillis inclusive
   * @param totalsOnly histograms may come without buckets, but then with their resets told
   */
  record Selection(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, boolean totalsOnly) {
    public Selection {
      matchers = List.copyOf(matchers);
    }
  }

  /** Takes series one by one. */
  @FunctionalInterface
  interface Visitor {
    /** The samples are the visitor's only until it returns. */
    void visit(Labels labels, SampleBuffer samples);
  }
}
