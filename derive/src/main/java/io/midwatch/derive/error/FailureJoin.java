package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts a failure once that several items tell of, whichever comes first and however they are
 * spread over requests. Each counts at once; what turns out to be told better is taken back:
 *
 * <pre>
 * exception (event or log)   counts where it began; not again for the spans above and their log
 *                            records ({@link BugTellings})
 * ERROR log                  counts until an exception of the same service and trace comes
 * bare failed span           counts until an exception or an ERROR log comes
 * failed entry span          gives what counted in its service its endpoint, tenant and user
 * exception log of no trace  not again when its request's span had just ended ({@link LateLogs})
 * tenant of the trace        is that of what has none otherwise, in all its services
 * </pre>
 *
 * No clock is asked: what is known of a service of a trace is kept until {@code mostPlaces} others
 * came after it. So what counts is a function of the failures in their order. Not thread-safe.
 */
public final class FailureJoin {
  private final int mostPlaces;
  private final LateLogs lateLogs = new LateLogs();

  /** By first arrival: the oldest makes room. */
  private final Map<Place, Told> byPlace = new LinkedHashMap<>();

  private final Map<TraceId, List<Told>> byTrace = new HashMap<>();

  /** A service of a trace: a failure is told of where it happened. */
  private record Place(TraceId trace, String service) {}

  public FailureJoin(int mostPlaces) {
    this.mostPlaces = mostPlaces;
  }

  /**
   * Takes the next failure; returns what follows from it, in order.
   *
   * @param tenant of the trace, empty while no span named one
   */
  public List<FailureChange> add(Failure failure, String tenant) {
    TraceId trace = failure.traceId();
    if (trace == null) {
      return lateLogs.addLog(failure);
    }
    Place place = new Place(trace, failure.service());
    Told told = byPlace.get(place);
    if (told == null) {
      if (byPlace.size() >= mostPlaces) {
        forgetOldest();
      }
      told = new Told();
      byPlace.put(place, told);
      byTrace.computeIfAbsent(trace, _ -> new ArrayList<>(1)).add(told);
    }
    told.counts.attribute(tenant);
    List<FailureChange> ofLogs = lateLogs.addTraced(failure);
    List<FailureChange> changes = told.add(failure);
    return ofLogs.isEmpty() ? changes : Stream.concat(ofLogs.stream(), changes.stream()).toList();
  }

  /** A span named the tenant of a trace; returns what follows from it, in order. */
  public List<FailureChange> learn(TraceId trace, String tenant) {
    List<FailureChange> changes = new ArrayList<>(0);
    for (Told told : byTrace.getOrDefault(trace, List.of())) {
      told.counts.attribute(tenant);
      changes.addAll(told.counts.changes());
    }
    return changes;
  }

  private void forgetOldest() {
    Iterator<Map.Entry<Place, Told>> oldestFirst = byPlace.entrySet().iterator();
    Map.Entry<Place, Told> oldest = oldestFirst.next();
    oldestFirst.remove();
    byTrace.computeIfPresent(
        oldest.getKey().trace,
        (_, services) -> {
          services.remove(oldest.getValue());
          return services.isEmpty() ? null : services;
        });
  }

  /** What one service of one trace told of. */
  private static final class Told {
    /** Tellings that are told apart; those beyond count each. */
    private static final int MOST = 200;

    private static final Set<Source> LESS_THAN_EXCEPTIONS =
        Set.of(Source.ERROR_LOG, Source.BARE_SPAN);
    private static final Set<Source> LESS_THAN_LOGS = Set.of(Source.BARE_SPAN);

    private final StandingCounts counts = new StandingCounts();
    private final Set<SpanId> entries = HashSet.newHashSet(1);
    private final Map<String, BugTellings> bugs = HashMap.newHashMap(1);
    private boolean exception;
    private boolean errorLog;

    List<FailureChange> add(Failure failure) {
      if (failure.entry()) {
        counts.attribute(failure);
        knowEntry(failure.spanId());
      }
      switch (failure.source()) {
        case SPAN_EVENT, EXCEPTION_LOG -> {
          if (!failure.handled() && !exception) {
            exception = true; // from now on nothing counts that could be taken back again
            counts.takeBack(LESS_THAN_EXCEPTIONS);
          }
          tell(failure);
        }
        case ERROR_LOG -> {
          if (!errorLog) {
            errorLog = true;
            counts.takeBack(LESS_THAN_LOGS);
          }
          if (!exception) {
            counts.count(failure);
          }
        }
        case BARE_SPAN -> {
          if (!exception && !errorLog) {
            counts.count(failure);
          }
        }
      }
      return counts.changes();
    }

    private void knowEntry(@Nullable SpanId span) {
      if (span != null && entries.size() < MOST && entries.add(span)) {
        bugs.values().forEach(BugTellings::settle);
      }
    }

    private void tell(Failure failure) {
      if (bugs.values().stream().mapToInt(BugTellings::size).sum() >= MOST) {
        counts.count(failure);
      } else {
        bugs.computeIfAbsent(failure.group().id(), _ -> new BugTellings(entries, counts))
            .add(failure);
      }
    }
  }
}
