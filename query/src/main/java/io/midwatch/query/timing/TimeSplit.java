package io.midwatch.query.timing;

import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the time of requests goes: to those they wait for, and what remains. Every moment of a
 * request counts once, for the call that began first of those that run then, so the parts and the
 * rest are the whole. Pure.
 *
 * <pre>
 * POST /v1/checkout 100 ms  ├ SELECT 10–20 ┤ ├ POST payments 25–85 ┤
 *                                              ├ send webhooks 80–90 ┤
 * parts  payments 60 ms │ orders 10 ms │ webhooks.out 5 ms     rest 25 ms
 * </pre>
 *
 * @param requests that were looked at
 * @param totalNanos of all of them
 * @param parts the most time first
 */
public record TimeSplit(int requests, long totalNanos, List<Part> parts) {
  /** Of no request. */
  public static final TimeSplit NONE = new TimeSplit(0, 0, List.of());

  public TimeSplit {
    parts = List.copyOf(parts);
  }

  /**
   * What one callee took.
   *
   * @param nanos in which requests waited for it
   */
  public record Part(Callee callee, long calls, long nanos) {
    Part plus(long more) {
      return new Part(callee, calls + 1, nanos + more);
    }
  }

  /** Time in which requests waited for nobody that a span tells of. */
  public long restNanos() {
    return totalNanos - parts.stream().mapToLong(Part::nanos).sum();
  }

  /** The part of a callee, one without calls when it was not called. */
  public Part part(Callee callee) {
    return parts.stream()
        .filter(part -> part.callee().equals(callee))
        .findFirst()
        .orElse(new Part(callee, 0, 0));
  }

  /**
   * Splits the time of requests.
   *
   * @param spans of their traces, those of other requests, too
   */
  static TimeSplit of(List<Span> requests, List<Span> spans, CalleeReader callees) {
    Map<Place, List<Span>> below = new HashMap<>();
    for (Span span : spans) {
      SpanId parent = span.parentSpanId();
      if (parent != null) {
        below.computeIfAbsent(new Place(span.traceId(), parent), _ -> new ArrayList<>()).add(span);
      }
    }
    Map<Callee, Part> parts = new LinkedHashMap<>();
    for (Span request : requests) {
      add(request, calls(request, below, callees), parts);
    }
    return new TimeSplit(
        requests.size(),
        requests.stream().mapToLong(Span::durationNanos).sum(),
        parts.values().stream()
            .sorted(
                Comparator.comparingLong((Part part) -> -part.nanos())
                    .thenComparing(part -> part.callee().name()))
            .toList());
  }

  private record Place(TraceId trace, SpanId span) {}

  private record Call(Callee callee, long start, long end) {}

  /** The outermost calls below a request, with its service's own spans between. */
  private static List<Call> calls(
      Span request, Map<Place, List<Span>> below, CalleeReader callees) {
    String service = callees.service(request);
    List<Call> calls = new ArrayList<>();
    Deque<Span> open = new ArrayDeque<>(List.of(request));
    Set<SpanId> seen = new HashSet<>(Set.of(request.spanId()));
    while (!open.isEmpty()) {
      for (Span child : below(below, open.pop())) {
        if (seen.add(child.spanId())) {
          Callee callee = callees.of(child, service, below(below, child));
          if (callee != null) {
            calls.add(new Call(callee, child.startTimeUnixNano(), child.endTimeUnixNano()));
          } else if (callees.service(child).equals(service)) {
            open.push(child);
          }
        }
      }
    }
    calls.sort(Comparator.comparingLong(Call::start).thenComparing(call -> call.callee().name()));
    return calls;
  }

  private static List<Span> below(Map<Place, List<Span>> below, Span span) {
    return below.getOrDefault(new Place(span.traceId(), span.spanId()), List.of());
  }

  private static void add(Span request, List<Call> calls, Map<Callee, Part> parts) {
    long until = request.startTimeUnixNano();
    for (Call call : calls) {
      long from = Math.max(until, call.start());
      long to = Math.min(request.endTimeUnixNano(), call.end());
      long waited = Math.max(0, to - from);
      parts.put(
          call.callee(),
          parts.getOrDefault(call.callee(), new Part(call.callee(), 0, 0)).plus(waited));
      until = Math.max(until, to);
    }
  }
}
