package io.midwatch.query.operations;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.TraceTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom: services, queues between them, databases and hosts outside; of everyone: {@link
 * OperationsOfCallers} tells callers apart. Thread-safe.
 */
public final class DependenciesService {
  private static final String TABLE = TraceTables.EDGES.name();

  private final RollupReader rollups;

  public DependenciesService(RollupReader rollups) {
    this.rollups = rollups;
  }

  /**
   * Which edges are asked for.
   *
   * @param service at either end, null for all
   * @param kind of the edge, null for all
   * @param cursor the {@code next} of an earlier page, null for the first
   * @param limit rows of a page, at least 1
   */
  public record Question(
      Window window,
      @Nullable String service,
      @Nullable String kind,
      @Nullable String cursor,
      int limit) {}

  /**
   * The most requests first.
   *
   * @throws IllegalArgumentException when the cursor is none
   */
  public Dependencies dependencies(Question question) {
    Window window = question.window();
    RollupAnswer answer =
        rollups.readRollup(
            window.rollup(TABLE, "client", "server", "kind").where(filter(question)));
    List<DependencyRow> found = new ArrayList<>();
    long withoutCaller = 0;
    long withoutCallee = 0;
    long beyond = 0;
    for (RollupRow row : answer.rows()) {
      long requests = answer.count(row, "requests");
      if (row.overflow()) {
        beyond = requests;
      } else if (row.text(0).isEmpty()) {
        withoutCaller += requests;
      } else if (row.text(1).isEmpty()) {
        withoutCallee += requests;
      } else if (requests > 0) {
        found.add(row(answer, row));
      }
    }
    found.sort(Comparator.comparing(DependencyPlace::of, DependencyPlace.ORDER));
    List<DependencyRow> rest = after(found, question.cursor());
    boolean last = rest.size() <= question.limit();
    List<DependencyRow> page = last ? rest : rest.subList(0, question.limit());
    return new Dependencies(
        page,
        found.size(),
        withoutCaller,
        withoutCallee,
        beyond,
        last ? null : DependencyPlace.of(page.getLast()).cursor(),
        answer.completeness().and(unknown(withoutCaller)).and(JoinGaps.ofCallers(rollups, window)));
  }

  private static Filter filter(Question question) {
    List<Filter> filters = new ArrayList<>();
    if (question.kind() != null) {
      filters.add(Filter.eq(Field.dimension("kind"), question.kind()));
    }
    if (question.service() != null) {
      filters.add(
          new Filter.Or(
              List.of(
                  Filter.eq(Field.dimension("client"), question.service()),
                  Filter.eq(Field.dimension("server"), question.service()))));
    }
    return question.window().dimensionFilter(filters.toArray(Filter[]::new));
  }

  private static List<DependencyRow> after(List<DependencyRow> rows, @Nullable String cursor) {
    if (cursor == null) {
      return rows;
    }
    DependencyPlace place = DependencyPlace.parse(cursor);
    return rows.stream()
        .filter(row -> DependencyPlace.ORDER.compare(DependencyPlace.of(row), place) > 0)
        .toList();
  }

  private static DependencyRow row(RollupAnswer answer, RollupRow row) {
    return new DependencyRow(
        row.text(0),
        row.text(1),
        row.text(2),
        answer.count(row, "requests"),
        answer.count(row, "failed"),
        p95(answer.histogram(row, "client_duration")),
        p95(answer.histogram(row, "server_duration")),
        p95(answer.histogram(row, "queue_time")));
  }

  private static @Nullable Double p95(ExponentialHistogram duration) {
    return duration.count() == 0 ? null : duration.quantile(0.95);
  }

  private static Completeness unknown(long withoutCaller) {
    return withoutCaller == 0
        ? Completeness.exact(0)
        : Completeness.lowerBound(
            List.of(
                (withoutCaller == 1 ? "1 request has" : withoutCaller + " requests have")
                    + " a caller no span told of: counts per caller are lower bounds."));
  }
}
