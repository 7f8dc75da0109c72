package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Log records of exceptions that belong to no trace because they were written when the span of
 * their request had ended, as Tomcat writes them around a filter that makes the spans. Such a
 * record is the failure of the entry span that told the same bug in the same service and ended
 * within the second before, whichever arrives first:
 *
 * <pre>
 * SERVER span, ended at 9.120, PaymentException   counts
 * log record at 9.121, same bug, no trace         the same failure
 * log record at 9.650, same bug, no trace         counts: no other such span ended before it
 * </pre>
 *
 * Of each bug the last 64 of both kinds are known, of the bugs the last so many. Not thread-safe.
 */
final class LateLogs {
  private static final long MOST_LATE_NANOS = 1_000_000_000L;
  private static final int MOST_OF_A_BUG = 64;
  private static final int MOST_BUGS = 1 << 9;

  private record Bug(String service, String group) {}

  /** What has found no partner. */
  private static final class Alone {
    private final Deque<Long> ends = new ArrayDeque<>();
    private final Deque<Failure> logs = new ArrayDeque<>();
  }

  private final Map<Bug, Alone> bugs = new LinkedHashMap<>();

  /** A log record of no trace; returns what follows from it. */
  List<FailureChange> addLog(Failure log) {
    if (log.source() != Source.EXCEPTION_LOG || log.handled()) {
      return List.of(FailureChange.counts(log));
    }
    Alone alone = alone(log);
    Iterator<Long> ends = alone.ends.iterator();
    while (ends.hasNext()) {
      if (isLate(log, ends.next())) {
        ends.remove();
        return List.of();
      }
    }
    keep(alone.logs, log);
    return List.of(FailureChange.counts(log));
  }

  /** A failure of a trace; returns the log records that are it and count no longer. */
  List<FailureChange> addTraced(Failure failure) {
    if (!failure.entry() || failure.source() != Source.SPAN_EVENT || failure.handled()) {
      return List.of();
    }
    Alone alone = alone(failure);
    Iterator<Failure> logs = alone.logs.iterator();
    while (logs.hasNext()) {
      Failure log = logs.next();
      if (isLate(log, failure.endUnixNano())) {
        logs.remove();
        return List.of(FailureChange.takesBack(log));
      }
    }
    keep(alone.ends, failure.endUnixNano());
    return List.of();
  }

  private static boolean isLate(Failure log, long endUnixNano) {
    long late = log.timeUnixNano() - endUnixNano;
    return late >= 0 && late <= MOST_LATE_NANOS;
  }

  private Alone alone(Failure failure) {
    Bug bug = new Bug(failure.service(), failure.group().id());
    Alone known = bugs.get(bug);
    if (known == null) {
      if (bugs.size() >= MOST_BUGS) {
        bugs.remove(bugs.keySet().iterator().next());
      }
      known = new Alone();
      bugs.put(bug, known);
    }
    return known;
  }

  private static <T> void keep(Deque<T> last, T one) {
    if (last.size() >= MOST_OF_A_BUG) {
      last.removeFirst();
    }
    last.addLast(one);
  }
}
