package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One question on the way to its answer: begun under the lock, when it is decided which rows and
 * files it sees, and answered without it. Recent rows are of 15 s or a minute and belong to
 * whatever part of the plan holds their start; rows in files are read from the tier of the part.
 * Used once.
 */
final class RollupReading {
  private final RollupTable table;
  private final TierPlan plan;
  private final List<BucketRow> recent;
  private final StoredRows stored;
  private final RollupAnswering answering;

  private RollupReading(
      RollupTable table,
      TierPlan plan,
      List<BucketRow> recent,
      StoredRows stored,
      RollupAnswering answering) {
    this.table = table;
    this.plan = plan;
    this.recent = recent;
    this.stored = stored;
    this.answering = answering;
  }

  /** Call this under the lock, then {@link #answer} without it; files stay open until then. */
  static RollupReading begin(
      RollupTable table,
      RollupQuery query,
      RecentRows recent,
      StoredRows stored,
      Gaps gaps,
      long fineFrom,
      RollupAnswering answering) {
    TimeRange covered = TierPlan.cover(query.range(), query.stepNanos(), fineFrom);
    if (TierPlan.needsFine(query.stepNanos())
        && fineFrom > covered.fromUnixNano()
        && hasRows(table, covered.fromUnixNano(), fineFrom, recent, stored)) {
      covered = cut(covered, fineFrom);
      answering.incomplete("figures before " + text(fineFrom) + " are no longer kept by 15 s");
    }
    if (gaps.goneBeforeUnixNano() > covered.fromUnixNano()) {
      covered = cut(covered, gaps.goneBeforeUnixNano());
      answering.incomplete(
          "figures before " + text(covered.fromUnixNano()) + " are no longer kept");
    }
    long from = covered.fromUnixNano();
    long to = covered.toUnixNano();
    if (gaps.refusedIn(from, to)) {
      answering.incomplete("items sent with a time far in the future are not counted");
    }
    TierPlan plan = TierPlan.of(covered, query.stepNanos());
    List<BucketRow> rows = recent.take(table.name(), from, to);
    stored.files().forEach(RollupFile::retain);
    return new RollupReading(table, plan, rows, stored, answering);
  }

  private static TimeRange cut(TimeRange range, long from) {
    return new TimeRange(Math.min(range.toUnixNano(), from), range.toUnixNano());
  }

  private static String text(long unixNano) {
    return Instant.ofEpochSecond(0, unixNano).toString();
  }

  /** Whether there is a row of the table in the minutes of {@code [from, to)}. */
  private static boolean hasRows(
      RollupTable table, long from, long to, RecentRows recent, StoredRows stored) {
    long minute = Tier.MINUTE.width().floor(from);
    return recent.table(table.name()).hasBucketIn(minute, to)
        || stored.writing().stream()
            .anyMatch(rows -> rows.table(table.name()).hasBucketIn(minute, to))
        || stored.files().stream()
            .flatMap(file -> file.runs(table, Tier.MINUTE).stream())
            .anyMatch(run -> run.overlaps(minute, to));
  }

  RollupAnswer answer() {
    try {
      List<BucketRow> rows = new ArrayList<>(recent);
      TimeRange covered = plan.covered();
      for (RecentRows writing : stored.writing()) {
        writing.table(table.name()).collect(covered.fromUnixNano(), covered.toUnixNano(), rows);
      }
      for (BucketRow row : rows) {
        answering.add(row.startUnixNano(), row.key(), row.counts());
      }
      stored.files().forEach(this::addFile);
      return answering.answer(covered);
    } finally {
      stored.files().forEach(RollupFile::close);
    }
  }

  private void addFile(RollupFile file) {
    TimeRange covered = plan.covered();
    if (file.hasOtherFigures(table, covered.fromUnixNano(), covered.toUnixNano())) {
      answering.incomplete(
          "earlier figures of " + table.name() + " were of another kind and are not counted");
    }
    for (Tier tier : Tier.values()) {
      for (Run run : file.runs(table, tier)) {
        addRun(file, run);
      }
    }
  }

  private void addRun(RollupFile file, Run run) {
    List<TimeRange> wanted =
        plan.parts().stream()
            .filter(part -> part.tier() == run.tier())
            .map(TierPlan.Part::range)
            .filter(range -> run.overlaps(range.fromUnixNano(), range.toUnixNano()))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    try {
      RunAnswer target = new RunAnswer(file.keys(run), answering);
      for (TimeRange range : wanted) {
        file.read(run, range.fromUnixNano(), range.toUnixNano(), target);
      }
    } catch (StoreException damaged) {
      answering.incomplete("figures are missing: " + damaged.getMessage());
    }
  }
}
