package io.midwatch.bench.workload;

import io.midwatch.model.Signal;
import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans of 20 services with 300 operations, 8 spans a trace, 10.5 attributes a span, 5,000 tenants
 * (Zipf 1.05), 200,000 users and 1.66 % errors. One fault is planted: {@link TraceWriter#FAULT}.
 *
 * <p>A window holds about 32,000 spans and is sorted by the pod that sent them, as batches of many
 * exporters are, and so not by time.
 *
 * <pre>
 * gateway pod 0: POST /api/v1/gateway/{id}/confirm, SELECT gateway, … · gateway pod 1: … · shop pod 0: …
 * </pre>
 */
public final class SpanWorkload implements Workload {
  /** Traces in a window; a multiple of 13, so that every window has the same number of spans. */
  private static final int WINDOW_TRACES = 13 * 315;

  /** Spans in every window but the last. */
  public static final int WINDOW_SPANS = WINDOW_TRACES * Traces.MEAN_SPANS;

  private final long spans;
  private final Traces traces;
  private final List<Operations> operations = Service.ALL.stream().map(Operations::new).toList();
  private final List<Failure> failures = Failure.all();
  private final List<ContextBytes> contexts = contexts();

  /**
   * @param spans exact number of spans
   */
  public SpanWorkload(long seed, Period period, long spans) {
    if (spans < 1) {
      throw new IllegalArgumentException("expected at least one span, found " + spans);
    }
    this.spans = spans;
    this.traces = Traces.ofSpans(seed, period, spans);
  }

  @Override
  public Signal signal() {
    return Signal.TRACES;
  }

  @Override
  public int windows() {
    return Math.toIntExact(Math.ceilDiv(spans, WINDOW_SPANS));
  }

  @Override
  public List<ExportRequest> window(int index) {
    ItemBuffer items = new ItemBuffer();
    TraceWriter writer = new TraceWriter(traces, operations, failures, items);
    long left = Math.min(WINDOW_SPANS, spans - (long) index * WINDOW_SPANS);
    for (int trace = index * WINDOW_TRACES; left > 0; trace++) {
      left -= writer.write(trace, (int) Math.min(left, traces.spans(trace)));
    }
    return items.requests(contexts);
  }

  /** How many traces there are, numbered from 0 in the order of their starts. */
  public int traces() {
    return traces.count();
  }

  public TraceId traceId(int number) {
    return new TraceId(traces.idHigh(number), traces.idLow(number));
  }

  /** Start of the trace's root span, epoch nanoseconds. */
  public long traceStart(int number) {
    return traces.start(number);
  }

  private static List<ContextBytes> contexts() {
    List<ContextBytes> contexts = new ArrayList<>();
    for (Service service : Service.ALL) {
      for (int pod = 0; pod < Service.PODS; pod++) {
        contexts.add(ContextBytes.of(service, pod, "io.opentelemetry.spring-webmvc-6.0"));
      }
    }
    return contexts;
  }
}
