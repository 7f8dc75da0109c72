package io.midwatch.query.services;

import io.midwatch.storage.contract.query.Completeness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a service that answered requests in a window or in the one before, and how many
 * of those to be expected did.
 *
 * <pre>
 * instance   version  requests  failed  requestsBefore
 * shop-1     2.41.0        312      24               0
 * shop-0     2.40.3          0       0             604
 * </pre>
 *
 * @param rows the busiest first; those that only answered before at the end
 * @param answering instances with a name that answered in the window
 * @param expected those, and as many more as there were in the window before: an instance that
 *     another one took the place of is not missing
 */
public record ServiceInstances(
    String service, List<Row> rows, int answering, int expected, Completeness completeness) {
  /** An instance of which no span says which one it is. */
  private static final String UNNAMED = "";

  private static final int NAMED = 3;

  public ServiceInstances {
    rows = List.copyOf(rows);
  }

  /** One instance of one version; texts are empty when not sent. */
  public record Row(
      String instance, String version, long requests, long failed, long requestsBefore) {
    /** Whether it answered before, and nothing in the window. */
    public boolean silent() {
      return requests == 0;
    }
  }

  private record Key(String instance, String version) {
    static Key of(InstanceRow row) {
      return new Key(row.instance(), row.version());
    }
  }

  /**
   * Puts both windows beside each other.
   *
   * @param most rows that each of them holds at most; one that is full names no missing instance
   */
  static ServiceInstances of(
      String service,
      List<InstanceRow> now,
      List<InstanceRow> before,
      int most,
      Completeness completeness) {
    Map<Key, Long> earlier = new LinkedHashMap<>();
    before.forEach(row -> earlier.put(Key.of(row), row.requests()));
    List<Row> rows = new ArrayList<>();
    for (InstanceRow row : now) {
      Long requests = earlier.remove(Key.of(row));
      rows.add(
          new Row(
              row.instance(),
              row.version(),
              row.requests(),
              row.failed(),
              requests == null ? 0 : requests));
    }
    earlier.forEach(
        (key, requests) -> rows.add(new Row(key.instance(), key.version(), 0, 0, requests)));
    rows.sort(
        Comparator.comparingLong((Row row) -> -row.requests())
            .thenComparing(row -> -row.requestsBefore())
            .thenComparing(Row::instance)
            .thenComparing(Row::version));
    int answering = named(now);
    boolean whole = now.size() < most && before.size() < most;
    return new ServiceInstances(
        service,
        rows,
        answering,
        whole && answering > 0 ? Math.max(answering, named(before)) : answering,
        completeness);
  }

  /** What is missing, in words; null when nothing is. */
  public @Nullable String lack() {
    if (answering == expected) {
      return null;
    }
    List<String> gone = gone();
    String names = String.join(", ", gone.subList(0, Math.min(NAMED, gone.size())));
    return answering
        + " of "
        + expected
        + " instances answered requests. Before this window also: "
        + (gone.size() > NAMED ? names + " and " + (gone.size() - NAMED) + " more." : names + ".");
  }

  /** Instances of the window before that did not answer in this one, under no version. */
  private List<String> gone() {
    return rows.stream()
        .filter(row -> row.silent() && !row.instance().equals(UNNAMED))
        .map(Row::instance)
        .distinct()
        .filter(name -> rows.stream().allMatch(row -> row.silent() || !row.instance().equals(name)))
        .toList();
  }

  private static int named(List<InstanceRow> rows) {
    return (int)
        rows.stream()
            .map(InstanceRow::instance)
            .filter(name -> !name.equals(UNNAMED))
            .distinct()
            .count();
  }
}
