package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.contract.answer.Budget;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.SeriesVisitor;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Hands series to a visitor within the limits of a question. One question; not thread-safe. */
final class SeriesHandover {
  private final SeriesVisitor visitor;
  private final Budget budget;
  private final int maxSeries;
  private final int samplesPerVisit;
  private final boolean exemplarsOnly;
  private int handed;

  SeriesHandover(
      SeriesVisitor visitor,
      Budget budget,
      int maxSeries,
      int samplesPerVisit,
      boolean exemplarsOnly) {
    this.visitor = visitor;
    this.budget = budget;
    this.maxSeries = maxSeries;
    this.samplesPerVisit = samplesPerVisit;
    this.exemplarsOnly = exemplarsOnly;
  }

  /** Hands over the points of a range; false when no more series are to be looked at. */
  boolean hand(FoundSeries found, TimeRange range) {
    Visit visit = new Visit(found);
    boolean more = found.read(range, visit::take) && visit.handOver();
    if (!more && !visit.stopped) {
      visit.handOver();
    }
    return more;
  }

  /** The visits of one series. */
  private final class Visit {
    private final FoundSeries found;
    private List<Sample> samples = new ArrayList<>();
    private boolean begun;
    private boolean stopped;

    Visit(FoundSeries found) {
      this.found = found;
    }

    boolean take(PointColumns points, int from, int to) {
      if (!samples.isEmpty() && samples.size() + to - from > samplesPerVisit && !handOver()) {
        return false;
      }
      for (int i = from; i < to; i++) {
        if (!budget.spend()) {
          return false;
        }
        if (!exemplarsOnly || points.exemplars[i].length > 0) {
          samples.add(points.sample(i));
        }
      }
      return true;
    }

    /** False when the visitor or the question has had enough. */
    boolean handOver() {
      if (samples.isEmpty()) {
        return true;
      }
      if (!begun && handed == maxSeries) {
        budget.incomplete("more than " + handed + " series");
        stopped = true;
        return false;
      }
      handed += begun ? 0 : 1;
      begun = true;
      List<Sample> ready = samples;
      samples = new ArrayList<>();
      stopped = !visitor.visit(found.with(ready));
      return !stopped;
    }
  }
}
