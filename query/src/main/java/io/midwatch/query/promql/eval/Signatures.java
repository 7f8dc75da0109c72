package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Matching;
import java.util.ArrayList;
import java.util.List;

/** What two series must have in common to be partners. */
final class Signatures {
  private final Matching matching;
  private final List<String> ignored;

  Signatures(Matching matching) {
    this.matching = matching;
    this.ignored = new ArrayList<>(matching.labels());
    this.ignored.add(Labels.NAME);
  }

  Labels of(Labels labels) {
    return matching.on() ? labels.keep(matching.labels()) : labels.without(ignored);
  }
}
