package io.midwatch.derive.trace;

import static io.midwatch.storage.contract.rollup.StatementTables.STATEMENT_ENDPOINTS;

import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls of one service with one statement, by the endpoint of the request they were made for. Its
 * keys are for {@link TraceJoin} alone, which guards them.
 */
public final class StatementCalls {
  private static final int CALLS = STATEMENT_ENDPOINTS.counter("calls");
  private static final int FAILED = STATEMENT_ENDPOINTS.counter("failed");
  private static final int NANOS = STATEMENT_ENDPOINTS.counter("nanos");
  private static final int MOST_ENDPOINTS = 64;

  private final String statement;
  private final String service;
  private final String environment;
  private final Map<String, RollupKey> endpoints = new HashMap<>();

  /**
   * @param statement its id
   */
  public StatementCalls(String statement, String service, String environment) {
    this.statement = statement;
    this.service = service;
    this.environment = environment;
  }

  void count(
      RollupSink sink, String endpoint, long start, long duration, boolean failed, long times) {
    RollupCell cell = sink.cell(STATEMENT_ENDPOINTS, start, key(endpoint));
    cell.count(CALLS, times);
    if (failed) {
      cell.count(FAILED, times);
    }
    cell.count(NANOS, duration * times);
  }

  private RollupKey key(String endpoint) {
    RollupKey key = endpoints.get(endpoint);
    if (key == null) {
      if (endpoints.size() >= MOST_ENDPOINTS) {
        endpoints.clear();
      }
      key = RollupKey.ofTexts(statement, service, endpoint, environment);
      endpoints.put(endpoint, key);
    }
    return key;
  }
}
