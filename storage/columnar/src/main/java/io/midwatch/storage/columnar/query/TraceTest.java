package io.midwatch.storage.columnar.query;

import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.TraceSet;
import java.util.Set;

/** Whether a row is of one of many traces: each trace is asked for once. Not thread-safe. */
final class TraceTest implements RowTest {
  /** Traces are looked up one by one when the part has so many times as many. */
  private static final int FEW = 8;

  private static final byte NO = 1;
  private static final byte YES = 2;

  private final BlockColumn.Codes column;
  private final TraceRows rows;
  private final TraceSet traces;
  private final byte[] verdicts;

  private TraceTest(BlockColumn.Codes column, TraceRows rows, TraceSet traces) {
    this.column = column;
    this.rows = rows;
    this.traces = traces;
    this.verdicts = new byte[Math.max(Coded.FIRST, column.coded().codeCount())];
    verdicts[Coded.ABSENT] = NO;
  }

  static RowTest of(BlockColumn.Codes column, TraceRows rows, TraceSet traces) {
    if ((long) traces.size() * FEW <= column.coded().codeCount()) {
      return RowsTest.of(rows, Set.copyOf(traces.ids()));
    }
    return new TraceTest(column, rows, traces);
  }

  @Override
  public int select(int block, int[] positions, int count, int[] passed) {
    if (!column.any(block)) {
      return 0;
    }
    int[] codes = column.read(block, positions, count);
    int base = block * Table.BLOCK_ROWS;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int position = positions[i];
      int code = codes[position];
      byte verdict = code == Coded.OUTSIDE ? ofRow(base + position) : verdicts[code];
      if (verdict == 0) {
        verdict = traces.contains(rows.traceIdOf(code)) ? YES : NO;
        verdicts[code] = verdict;
      }
      passed[kept] = position;
      kept += verdict >> 1;
    }
    return kept;
  }

  private byte ofRow(int row) {
    TraceId id = rows.traceId(row);
    return id != null && traces.contains(id) ? YES : NO;
  }

  @Override
  public int cost() {
    return 20;
  }
}
