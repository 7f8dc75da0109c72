package io.midwatch.query.operations;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of edges.
 *
 * @param total edges on all pages
 * @param withoutCaller requests and messages that named a caller no span told of
 * @param withoutCallee calls of services and messages whose other end no span told of: what is not
 *     instrumented, or has not come yet
 * @param beyond requests of edges that have no row because there were too many
 * @param next the cursor of the next page, null on the last
 */
public record Dependencies(
    List<DependencyRow> rows,
    int total,
    long withoutCaller,
    long withoutCallee,
    long beyond,
    @Nullable String next,
    Completeness completeness) {
  public Dependencies {
    rows = List.copyOf(rows);
  }
}
