package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.THIRD_PARTIES;

import io.midwatch.derive.trace.Edges;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * CLIENT spans of HTTP and RPC calls to hosts outside the system. A failed call without any status
 * is one that got no answer: a timeout, a refused or broken connection.
 */
final class ThirdPartyRollup implements SpanRollup {
  private static final int CALLS = THIRD_PARTIES.counter("calls");
  private static final int FAILED = THIRD_PARTIES.counter("failed");
  private static final int THROTTLED = THIRD_PARTIES.counter("throttled");
  private static final int TIMEOUTS = THIRD_PARTIES.counter("timeouts");
  private static final int DURATION = THIRD_PARTIES.histogram("duration");

  private final OwnHosts ownHosts;

  ThirdPartyRollup(OwnHosts ownHosts) {
    this.ownHosts = ownHosts;
  }

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    String host = host(facts, ownHosts);
    if (host.isEmpty()) {
      return null;
    }
    RollupKey edge = Edges.key(facts.service, host, Edges.THIRD_PARTY, facts.environment);
    RollupKey key = RollupKey.ofTexts(host, facts.service, facts.environment);
    String rpcStatus = facts.text(CanonicalField.RPC_STATUS);
    boolean throttled = facts.httpStatus == 429 || rpcStatus.equals("RESOURCE_EXHAUSTED");
    boolean unanswered = facts.failed && isUnanswered(facts.httpStatus, rpcStatus);
    return (span, sink) -> {
      RollupCell cell = sink.cell(THIRD_PARTIES, span.startTimeUnixNano(), key);
      long times = span.sampling().count();
      cell.count(CALLS, times);
      if (facts.failed) {
        cell.count(FAILED, times);
      }
      if (throttled) {
        cell.count(THROTTLED, times);
      }
      if (unanswered) {
        cell.count(TIMEOUTS, times);
      }
      cell.record(DURATION, span.durationNanos(), times);
      Edges.measured(
          sink, edge, span.startTimeUnixNano(), span.durationNanos(), facts.failed, times);
    };
  }

  /** The host outside that is called, empty when there is none. */
  static String host(SharedFacts facts, OwnHosts ownHosts) {
    if (facts.kind != SpanKind.CLIENT || !isRemoteCall(facts)) {
      return "";
    }
    String host = facts.text(CanonicalField.SERVER_ADDRESS).toLowerCase(Locale.ROOT);
    return ownHosts.contains(host) ? "" : host;
  }

  private static boolean isRemoteCall(SharedFacts facts) {
    return !facts.has(CanonicalField.DB_SYSTEM)
        && !facts.has(CanonicalField.MESSAGING_SYSTEM)
        && (facts.has(CanonicalField.HTTP_METHOD) || facts.has(CanonicalField.RPC_SYSTEM));
  }

  private static boolean isUnanswered(long httpStatus, String rpcStatus) {
    return httpStatus == 0 && rpcStatus.isEmpty() || rpcStatus.equals("DEADLINE_EXCEEDED");
  }
}
