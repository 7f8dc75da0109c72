package io.midwatch.server;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A nightly import of 50,000 spans, sent with the real SDK: one root, 100 customers below it, each
 * with 198 steps of their own names and 300 equal statements, of which in all one failed.
 */
record LargeTrace(String traceId) {
  static final int SPANS = 50_000;
  static final int CUSTOMERS = 100;

  /** Root, customers and steps; of the equal statements one row each and one for the failed one. */
  static final int ROWS = 1 + CUSTOMERS + CUSTOMERS * 198 + CUSTOMERS + 1;

  /** Outside the window of the pages, whose figures other tests look at. */
  private static final int AGO_MINUTES = 150;

  private static final int STEPS = 198;
  private static final int BATCH = 5_000;
  private static final long MILLI = 1_000_000L;

  /** Returns when the server has stored all of it. */
  static LargeTrace sendTo(String otlpUrl) {
    Kept kept = new Kept();
    try (SdkTracerProvider provider =
            SdkTracerProvider.builder()
                .setResource(
                    Resource.create(
                        Attributes.of(AttributeKey.stringKey("service.name"), "importer")))
                .addSpanProcessor(kept)
                .build();
        OtlpHttpSpanExporter exporter =
            OtlpHttpSpanExporter.builder()
                .setEndpoint(otlpUrl + "/v1/traces")
                .setCompression("none")
                .build()) {
      String traceId = spans(provider.get("import"));
      List<SpanData> all = kept.spans;
      for (int i = 0; i < all.size(); i += BATCH) {
        CompletableResultCode sent =
            exporter.export(all.subList(i, Math.min(all.size(), i + BATCH)));
        if (!sent.join(30, TimeUnit.SECONDS).isSuccess()) {
          throw new IllegalStateException("spans from " + i + " on were not taken");
        }
      }
      return new LargeTrace(traceId);
    }
  }

  private static String spans(Tracer tracer) {
    long start = System.currentTimeMillis() * MILLI - AGO_MINUTES * 60_000 * MILLI;
    Span root = span(tracer, Context.root(), "nightly import", SpanKind.CONSUMER, start);
    Context within = Context.root().with(root);
    int left = SPANS - 1 - CUSTOMERS;
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      long from = start + customer * 600 * MILLI;
      Span one = span(tracer, within, "import customer " + customer, SpanKind.INTERNAL, from);
      Context below = within.with(one);
      int own = left / (CUSTOMERS - customer);
      left -= own;
      for (int i = 0; i < own; i++) {
        long at = from + i * MILLI;
        String name = i < STEPS ? "step " + i + " of " + customer : "SELECT import_row";
        Span leaf = span(tracer, below, name, SpanKind.CLIENT, at);
        if (customer == CUSTOMERS - 1 && i == own - 1) {
          leaf.setStatus(StatusCode.ERROR, "deadlock detected");
        }
        leaf.end(at + 900_000, TimeUnit.NANOSECONDS);
      }
      one.end(from + 550 * MILLI, TimeUnit.NANOSECONDS);
    }
    root.end(start + 60_000 * MILLI, TimeUnit.NANOSECONDS);
    return root.getSpanContext().getTraceId();
  }

  private static Span span(Tracer tracer, Context parent, String name, SpanKind kind, long start) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(kind)
        .setStartTimestamp(start, TimeUnit.NANOSECONDS)
        .startSpan();
  }

  /** Keeps what ended, since the processors of the SDK drop what a full queue does not take. */
  private static final class Kept implements SpanProcessor {
    private final List<SpanData> spans = new ArrayList<>(SPANS);

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
