package io.midwatch.query.errors;

import io.midwatch.storage.contract.rollup.DistinctSketch;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the rows of one bug add up to. Not thread-safe. */
final class ErrorTally {
  private static final int TENANT_SKETCH = 1;

  long count;
  private long handled;
  private final SeenTimes seen = new SeenTimes();
  private final DistinctSketch users = new DistinctSketch();
  private final DistinctSketch tenants = new DistinctSketch();
  private final Set<String> services = new TreeSet<>();
  private final Set<String> endpoints = new TreeSet<>();
  private final Set<String> versions = new TreeSet<>();

  /**
   * @param row of {@code group, service, version} and perhaps {@code endpoint}
   */
  void add(RollupAnswer answer, RollupRow row) {
    long times = answer.count(row, "count");
    if (times <= 0) {
      return; // everything was taken back
    }
    count += times;
    handled += answer.count(row, "handled");
    seen.add(answer.histogram(row, "seen"));
    users.merge(row.sketches().getFirst());
    if (row.sketches().size() > TENANT_SKETCH) {
      tenants.merge(row.sketches().get(TENANT_SKETCH));
    }
    services.add(row.text(1));
    addKnown(versions, row.text(2));
    if (row.key().size() > 3) {
      addKnown(endpoints, row.text(3));
    }
  }

  private static void addKnown(Set<String> to, String text) {
    if (!text.isEmpty()) {
      to.add(text);
    }
  }

  ErrorRow row(String id, ErrorName name, long countBefore, List<ErrorPoint> series) {
    return new ErrorRow(
        id,
        name.type(),
        name.message(),
        name.place(),
        count,
        handled,
        countBefore,
        seen.firstUnixNano(),
        seen.lastUnixNano(),
        List.copyOf(services),
        List.copyOf(endpoints),
        List.copyOf(versions),
        users.estimate(),
        tenants.estimate(),
        series);
  }
}
