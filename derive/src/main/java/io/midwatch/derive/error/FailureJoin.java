package io.midwatch.derive.error;

import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts a failure once that several items tell of. An exception counts at once, and again only for
 * another bug or another span that is not above: that is one failure for an agent that sends both a
 * span event and a log record, and for an exception that passes through several spans on its way
 * up. What says less waits, and counts only if nothing better arrives for the same service of the
 * same trace within the wait:
 *
 * <pre>
 * exception (event or log)   counts at once, where it was thrown
 * ERROR log                  waits for an exception
 * bare failed span           waits for an exception or an ERROR log
 * </pre>
 *
 * Bounded: when {@code mostTraces} are remembered the oldest is forgotten; its waiting failures
 * count. Time is that of arrival, epoch nanoseconds, and must not go back. Not thread-safe.
 */
public final class FailureJoin {
  /** Failures of one trace that are told apart; those beyond count each. */
  private static final int MOST_PER_TRACE = 100;

  private final long waitNanos;
  private final int mostTraces;

  /** By first arrival, so that what waited longest is at the front. */
  private final Map<Place, Seen> byPlace = new LinkedHashMap<>();

  /** A service of a trace: a failure is told of where it happened. */
  private record Place(TraceId trace, String service) {}

  private record Occurrence(@Nullable SpanId span, String group) {}

  private static final class Seen {
    private final long since;
    private final Set<Occurrence> counted = new HashSet<>();

    /** What was told of, counted or not, and the spans above: the same failure on its way up. */
    private final Set<Occurrence> told = new HashSet<>();

    private final Set<String> groups = new HashSet<>();

    /** Groups of entry spans that counted for a span below that had not come yet. */
    private final Set<String> countedEntries = new HashSet<>();

    private final List<Failure> waiting = new ArrayList<>(0);
    private boolean exception;
    private boolean errorLog;

    Seen(long since) {
      this.since = since;
    }
  }

  public FailureJoin(long waitNanos, int mostTraces) {
    this.waitNanos = waitNanos;
    this.mostTraces = mostTraces;
  }

  /** Takes a failure that arrived now; returns what counts now, in the order of arrival. */
  public List<Failure> add(Failure failure, long nowUnixNano) {
    List<Failure> ready = expire(nowUnixNano);
    TraceId trace = failure.traceId();
    if (trace == null) {
      ready.add(failure);
      return ready;
    }
    if (byPlace.size() >= mostTraces && !byPlace.containsKey(new Place(trace, failure.service()))) {
      forgetOldest(ready);
    }
    Seen seen =
        byPlace.computeIfAbsent(new Place(trace, failure.service()), _ -> new Seen(nowUnixNano));
    switch (failure.source()) {
      case SPAN_EVENT, EXCEPTION_LOG -> {
        seen.exception |= !failure.handled();
        count(seen, failure, ready);
      }
      case ERROR_LOG, BARE_SPAN -> {
        seen.errorLog |= failure.source() == Failure.Source.ERROR_LOG;
        if (seen.waiting.size() < MOST_PER_TRACE) {
          seen.waiting.add(failure);
        } else {
          ready.add(failure);
        }
      }
    }
    return ready;
  }

  /** What waited long enough by now and counts, for nothing better came. */
  public List<Failure> expire(long nowUnixNano) {
    List<Failure> ready = new ArrayList<>(0);
    Iterator<Seen> oldestFirst = byPlace.values().iterator();
    while (oldestFirst.hasNext()) {
      Seen seen = oldestFirst.next();
      if (nowUnixNano - seen.since < waitNanos) {
        break;
      }
      oldestFirst.remove();
      release(seen, ready);
    }
    return ready;
  }

  private void forgetOldest(List<Failure> ready) {
    Iterator<Seen> oldestFirst = byPlace.values().iterator();
    if (oldestFirst.hasNext()) {
      Seen oldest = oldestFirst.next();
      oldestFirst.remove();
      release(oldest, ready);
    }
  }

  private static void release(Seen seen, List<Failure> ready) {
    for (Failure waiting : seen.waiting) {
      boolean told =
          seen.exception || waiting.source() == Failure.Source.BARE_SPAN && seen.errorLog;
      if (!told) {
        count(seen, waiting, ready);
      }
    }
  }

  private static void count(Seen seen, Failure failure, List<Failure> ready) {
    String group = failure.group().id();
    if (seen.told.size() >= 2 * MOST_PER_TRACE) {
      ready.add(failure);
      return;
    }
    boolean knownGroup = !seen.groups.add(group);
    boolean told = !seen.told.add(new Occurrence(failure.spanId(), group));
    Occurrence above = null;
    if (failure.parentSpanId() != null) {
      above = new Occurrence(failure.parentSpanId(), group);
      seen.told.add(above);
    }
    if (told || failure.entry() && knownGroup) {
      return;
    }
    // A span above that came first counted for this one.
    boolean countedByParent = above != null && seen.counted.remove(above);
    boolean countedByEntry = !failure.entry() && seen.countedEntries.remove(group);
    seen.counted.add(new Occurrence(failure.spanId(), group));
    if (!countedByParent && !countedByEntry) {
      ready.add(failure);
    }
    if (failure.entry()) {
      seen.countedEntries.add(group);
    }
  }
}
