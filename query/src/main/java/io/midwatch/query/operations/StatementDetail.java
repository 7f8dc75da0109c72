package io.midwatch.query.operations;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * One statement: its calls, over time and by service, and the requests they were made for.
 *
 * @param endpoints the most time first
 * @param samples the longest calls that are still kept, one a trace
 * @param sentAsIs whether calls send the very text of the statement, so that it finds them
 */
public record StatementDetail(
    StatementRow row,
    Calls calls,
    List<StatementEndpoint> endpoints,
    List<StatementSample> samples,
    boolean sentAsIs,
    Completeness completeness) {
  public StatementDetail {
    endpoints = List.copyOf(endpoints);
    samples = List.copyOf(samples);
  }

  /** Calls no request is known of: jobs, what began after its request, what is yet to come. */
  public long callsWithoutRequest() {
    long known = endpoints.stream().mapToLong(StatementEndpoint::calls).sum();
    return Math.max(0, calls.now().requests() - known);
  }
}
