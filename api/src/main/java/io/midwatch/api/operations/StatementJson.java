package io.midwatch.api.operations;

import io.midwatch.query.operations.StatementRow;
import org.jspecify.annotations.Nullable;

/**
 * What one database is asked, without the values.
 *
 * @param id stands for the text in this database
 * @param text empty when calls did not say what they ask
 * @param rowsPerCall rows that came back on average, null when no call said
 */
public record StatementJson(
    String id,
    String text,
    String operation,
    String collection,
    String system,
    String database,
    long calls,
    long failed,
    @Nullable Double p50Nanos,
    @Nullable Double p95Nanos,
    @Nullable Double p99Nanos,
    double totalNanos,
    @Nullable Double rowsPerCall) {
  public static StatementJson of(StatementRow row) {
    return new StatementJson(
        row.id(),
        row.text(),
        row.operation(),
        row.collection(),
        row.system(),
        row.database(),
        row.now().requests(),
        row.now().failed(),
        row.now().p50Nanos(),
        row.now().p95Nanos(),
        row.now().p99Nanos(),
        row.now().totalNanos(),
        row.rowsPerCall());
  }
}
