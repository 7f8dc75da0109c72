package io.midwatch.query.errors;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Counting;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Failures by the bug behind them. Thread-safe. */
public final class ErrorsService {
  private final RollupReader rollups;

  public ErrorsService(RollupReader rollups) {
    this.rollups = rollups;
  }

  /** The bugs that struck. */
  public Errors errors(ErrorQuestion question) {
    boolean byTenant = question.window().tenant() != null;
    RollupAnswer now =
        rollups.readRollup(
            byTenant
                ? question.rollup("group", "service", "version")
                : question.rollup("group", "service", "version", "endpoint"));
    Map<String, ErrorTally> tallies = new HashMap<>();
    long beyond = 0;
    for (RollupRow row : now.rows()) {
      if (row.overflow()) {
        beyond += now.count(row, "count");
      } else {
        tallies.computeIfAbsent(row.text(0), _ -> new ErrorTally()).add(now, row);
      }
    }
    tallies.values().removeIf(tally -> tally.count <= 0);
    RollupAnswer before = rollups.readRollup(question.reference().rollup("group"));
    Map<String, Long> countsBefore = new HashMap<>();
    before
        .rows()
        .forEach(row -> countsBefore.merge(row.text(0), before.count(row, "count"), Long::sum));
    RollupAnswer stepped =
        rollups.readRollup(question.rollup("group").every(question.window().stepNanos()));
    Map<String, List<ErrorPoint>> series = series(stepped);
    RollupAnswer named = rollups.readRollup(names(question));
    Map<String, ErrorName> names = names(named);
    List<ErrorRow> rows = new ArrayList<>();
    tallies.forEach((id, tally) ->
        rows.add(
            tally.row(
                id,
                names.getOrDefault(id, ErrorName.UNKNOWN),
                Math.max(0, countsBefore.getOrDefault(id, 0L)),
                series.getOrDefault(id, List.of()))));
    return new Errors(
        rows,
        beyond,
        exact(
            now.completeness()
                .and(before.completeness())
                .and(stepped.completeness())
                .and(named.completeness())));
  }

  /** One bug by endpoint, service, version and tenant. */
  public ErrorParts parts(ErrorQuestion question) {
    return new ErrorPartsReader(rollups).parts(question);
  }

  private static Map<String, List<ErrorPoint>> series(RollupAnswer answer) {
    Map<String, List<ErrorPoint>> series = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      long count = answer.count(row, "count");
      if (count > 0 && !row.overflow()) {
        series
            .computeIfAbsent(row.text(0), _ -> new ArrayList<>())
            .add(new ErrorPoint(row.bucketStartUnixNano(), count));
      }
    }
    return series;
  }

  private static RollupQuery names(ErrorQuestion question) {
    ErrorQuestion anywhere =
        new ErrorQuestion(Window.of(question.window().range()), null, null, question.group());
    return anywhere.rollup(ErrorTables.ERROR_GROUPS, "group", "type", "message", "place");
  }

  private static Map<String, ErrorName> names(RollupAnswer answer) {
    Map<String, ErrorName> names = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      names.put(row.text(0), new ErrorName(row.text(1), row.text(2), row.text(3)));
    }
    return names;
  }

  /**
   * Counts are what the read says; only users and tenants are estimates, and their document says
   * so.
   */
  static Completeness exact(Completeness read) {
    boolean estimated = read.counting() == Counting.ESTIMATED;
    return new Completeness(
        read.complete(), estimated, read.scanned(), read.reasons(), read.counting());
  }
}
