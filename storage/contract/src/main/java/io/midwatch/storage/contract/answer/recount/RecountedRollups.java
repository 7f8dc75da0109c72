package io.midwatch.storage.contract.answer.recount;

import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.read.SpanRecount.Which;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rollups of some spans, which are read when a range is asked for the first time. */
final class RecountedRollups implements RollupReader {
  private final Which which;
  private final SpanReplay replay;
  private final Map<String, RollupTable> tables = new HashMap<>();
  private final Map<TimeRange, Counted> known = new HashMap<>();

  private record Counted(RecountedRows rows, Completeness read) {}

  RecountedRollups(Which which, SpanReplay replay) {
    this.which = which;
    this.replay = replay;
    replay.tables().stream()
        .filter(table -> which.tables().contains(table.name()))
        .forEach(table -> tables.put(table.name(), table));
  }

  @Override
  public List<RollupTable> rollupTables() {
    return List.copyOf(tables.values());
  }

  @Override
  public RollupAnswer readRollup(RollupQuery query) {
    RollupTable table = tables.get(query.table());
    if (table == null || query.stepNanos() != 0 && query.stepNanos() != which.stepNanos()) {
      throw new IllegalArgumentException(
          "these spans are not counted in " + query.table() + " every " + query.stepNanos());
    }
    Counted counted = known.computeIfAbsent(query.range(), this::count);
    RollupAnswering answering = new RollupAnswering(table, query);
    counted.rows.addTo(answering, table, query.stepNanos());
    RollupAnswer answer = answering.answer(width(query.stepNanos()).cover(query.range()));
    return new RollupAnswer(
        table, answer.covered(), answer.rows(), answer.completeness().and(counted.read));
  }

  private Counted count(TimeRange range) {
    if (range.lengthNanos() == 0) { // of no period to compare with
      return new Counted(new RecountedRows(which, range, range), Completeness.exact(0));
    }
    TimeRange total = width(0).cover(range);
    TimeRange steps = width(which.stepNanos()).cover(range);
    RecountedRows rows = new RecountedRows(which, total, steps);
    return new Counted(
        rows,
        replay.replay(
            around(total, steps),
            which.spans(),
            which.version() == null ? UnaryOperator.identity() : VersionedSpan::new,
            rows));
  }

  private TimeRange around(TimeRange total, TimeRange steps) {
    long nanos = which.around().toNanos();
    long from = Math.min(total.fromUnixNano(), steps.fromUnixNano());
    long to = Math.max(total.toUnixNano(), steps.toUnixNano());
    return new TimeRange(
        from < Long.MIN_VALUE + nanos ? Long.MIN_VALUE : from - nanos,
        to > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : to + nanos);
  }

  private static BucketWidth width(long stepNanos) {
    return new BucketWidth(stepNanos == 0 ? RollupQuery.RESOLUTION_NANOS : stepNanos);
  }
}
