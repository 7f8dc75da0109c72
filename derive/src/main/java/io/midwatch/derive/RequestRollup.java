package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.REQUESTS;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import org.jspecify.annotations.Nullable;

/**
 * SERVER and CONSUMER spans. HTTP error classes are counted apart from failures: a 404 is a client
 * error and no failure, a 502 is both a server error and a failure.
 */
final class RequestRollup implements SpanRollup {
  private static final int TOTAL = REQUESTS.counter("requests");
  private static final int FAILED = REQUESTS.counter("failed");
  private static final int CLIENT_ERRORS = REQUESTS.counter("client_errors");
  private static final int THROTTLED = REQUESTS.counter("throttled");
  private static final int SERVER_ERRORS = REQUESTS.counter("server_errors");
  private static final int DURATION = REQUESTS.histogram("duration");
  private static final int MOST_ENDPOINTS = 256;
  private static final int TOO_MANY_REQUESTS = 429;

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    if (!facts.isRequest()) {
      return null;
    }
    KeyMemo keys =
        new KeyMemo(
            MOST_ENDPOINTS,
            endpoint ->
                RollupKey.ofTexts(
                    facts.service,
                    endpoint,
                    facts.kindText(),
                    facts.text(CanonicalField.VERSION),
                    facts.environment));
    return (span, sink) -> {
      String endpoint = FieldValue.text(span.read(CanonicalField.ENDPOINT));
      RollupCell cell = sink.cell(REQUESTS, span.startTimeUnixNano(), keys.of(endpoint));
      long times = span.sampling().count();
      cell.count(TOTAL, times);
      if (facts.failed) {
        cell.count(FAILED, times);
      }
      countClass(facts.httpStatus, times, cell);
      cell.record(DURATION, span.durationNanos(), times);
    };
  }

  private static void countClass(long status, long times, RollupCell cell) {
    if (status == TOO_MANY_REQUESTS) {
      cell.count(THROTTLED, times);
    } else if (status >= 400 && status < 500) {
      cell.count(CLIENT_ERRORS, times);
    } else if (status >= 500 && status < 600) {
      cell.count(SERVER_ERRORS, times);
    }
  }
}
