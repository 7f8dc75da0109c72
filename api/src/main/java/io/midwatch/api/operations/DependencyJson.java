package io.midwatch.api.operations;

import io.midwatch.query.operations.DependencyRow;
import org.jspecify.annotations.Nullable;

/** One edge between two parts; durations are null where nobody measured. */
public record DependencyJson(
    String client,
    String server,
    String kind,
    long requests,
    long failed,
    @Nullable Double clientP95Nanos,
    @Nullable Double serverP95Nanos,
    @Nullable Double queueTimeP95Nanos) {
  public static DependencyJson of(DependencyRow row) {
    return new DependencyJson(
        row.client(),
        row.server(),
        row.kind(),
        row.requests(),
        row.failed(),
        row.clientP95Nanos(),
        row.serverP95Nanos(),
        row.queueTimeP95Nanos());
  }
}
