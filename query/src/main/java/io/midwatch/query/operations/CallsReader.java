package io.midwatch.query.operations;

import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the calls of one callee from a rollup that has calls, failures, durations and callers. */
final class CallsReader {
  private final RollupReader rollups;
  private final RollupTable table;

  CallsReader(RollupReader rollups, RollupTable table) {
    this.rollups = rollups;
    this.table = table;
  }

  /** Calls of the callee that the filters name. */
  Calls calls(Window window, Filter... callee) {
    RollupAnswer now = rollups.readRollup(question(window, callee));
    RollupAnswer before = rollups.readRollup(question(window.reference(), callee));
    RollupAnswer series = rollups.readRollup(question(window, callee).every(window.stepNanos()));
    RollupAnswer seriesBefore =
        rollups.readRollup(question(window.reference(), callee).every(window.stepNanos()));
    RollupAnswer callers = rollups.readRollup(question(window, callee, "service"));
    RollupAnswer callersBefore =
        rollups.readRollup(question(window.reference(), callee, "service"));
    return new Calls(
        single(now),
        single(before),
        points(series),
        points(seriesBefore),
        callers(callers, callersBefore),
        now.completeness()
            .and(before.completeness())
            .and(series.completeness())
            .and(seriesBefore.completeness())
            .and(callers.completeness())
            .and(callersBefore.completeness()));
  }

  private RollupQuery question(Window window, Filter[] callee, String... by) {
    return window.rollup(table.name(), by).where(window.dimensionFilter(callee));
  }

  private RequestFigures single(RollupAnswer answer) {
    return answer.rows().isEmpty()
        ? RequestFigures.NONE
        : figures(answer, answer.rows().getFirst());
  }

  private List<RequestPoint> points(RollupAnswer answer) {
    return answer.rows().stream()
        .map(row -> new RequestPoint(row.bucketStartUnixNano(), figures(answer, row)))
        .toList();
  }

  private List<CallerRow> callers(RollupAnswer now, RollupAnswer earlier) {
    Map<String, RequestFigures> before = new HashMap<>();
    earlier.rows().forEach(row -> before.put(row.text(0), figures(earlier, row)));
    List<CallerRow> callers = new ArrayList<>();
    for (RollupRow row : now.rows()) {
      if (!row.overflow()) {
        callers.add(
            new CallerRow(
                row.text(0),
                figures(now, row),
                before.getOrDefault(row.text(0), RequestFigures.NONE)));
      }
    }
    callers.sort(
        Comparator.comparingDouble((CallerRow caller) -> -caller.now().totalNanos())
            .thenComparing(CallerRow::service));
    return callers;
  }

  private RequestFigures figures(RollupAnswer answer, RollupRow row) {
    return RequestFigures.timed(
        answer.count(row, "calls"),
        answer.count(row, "failed"),
        table.counters().contains("throttled") ? answer.count(row, "throttled") : 0,
        answer.histogram(row, "duration"));
  }
}
