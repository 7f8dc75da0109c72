package io.midwatch.query.operations;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.TraceTables;
import java.util.ArrayList;
import java.util.List;

/** Says what spans of one trace told too late, or for want of memory in vain. */
final class JoinGaps {
  private static final String TABLE = TraceTables.TRACE_JOINS.name();

  private JoinGaps() {}

  /** Of tenants: what is missing in counts by tenant. */
  static Completeness ofTenants(RollupReader rollups, Window window) {
    Gaps gaps = read(rollups, window, List.of("tenant"));
    List<String> reasons = new ArrayList<>();
    if (gaps.late > 0) {
      reasons.add(
          (gaps.late == 1 ? "1 span named a tenant" : gaps.late + " spans named a tenant")
              + " too late to count it for the requests of the trace:"
              + " counts per tenant are lower bounds.");
    }
    if (gaps.evicted > 0) {
      reasons.add(
          "For want of memory tenants of requests were not waited for ("
              + gaps.evicted
              + "): counts per tenant are lower bounds.");
    }
    return completeness(gaps, reasons);
  }

  /** Of callers and senders: what is missing in counts by edge. */
  static Completeness ofCallers(RollupReader rollups, Window window) {
    Gaps gaps = read(rollups, window, List.of("caller", "link"));
    List<String> reasons = new ArrayList<>();
    if (gaps.late > 0) {
      reasons.add(
          gaps.late
              + " spans came too late to find their caller:"
              + " counts per caller are lower bounds.");
    }
    if (gaps.evicted > 0) {
      reasons.add(
          "For want of memory callers were not waited for ("
              + gaps.evicted
              + "): counts per caller are lower bounds.");
    }
    return completeness(gaps, reasons);
  }

  /** Of endpoints: what is missing in counts of statements by endpoint. */
  static Completeness ofStatements(RollupReader rollups, Window window) {
    Gaps gaps = read(rollups, window, List.of("endpoint"));
    List<String> reasons = new ArrayList<>();
    if (gaps.evicted > 0) {
      reasons.add(
          "For want of memory requests of statements were not waited for ("
              + gaps.evicted
              + "): counts per endpoint are lower bounds.");
    }
    return completeness(gaps, reasons);
  }

  private record Gaps(long late, long evicted, Completeness read) {}

  private static Gaps read(RollupReader rollups, Window window, List<String> facts) {
    RollupAnswer answer = rollups.readRollup(window.rollup(TABLE, "fact"));
    long late = 0;
    long evicted = 0;
    for (RollupRow row : answer.rows()) {
      if (row.overflow() || facts.contains(row.text(0))) {
        late += answer.count(row, "late");
        evicted += answer.count(row, "evicted");
      }
    }
    return new Gaps(late, evicted, answer.completeness());
  }

  private static Completeness completeness(Gaps gaps, List<String> reasons) {
    return reasons.isEmpty() ? gaps.read : gaps.read.and(Completeness.lowerBound(reasons));
  }
}
