package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.midwatch.model.Severity;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spans, log lines and measurements with ids of their own counting, sent as OTLP over HTTP. */
final class SentTelemetry {
  private static final InstrumentationScope SCOPE = InstrumentationScope.of("storefront");

  /** Makes ids that differ at their beginning, which is what pages show of them. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final List<Span> spans = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final List<MetricPoint> points = new ArrayList<>();
  private long ids;

  SentTelemetry() {
    this(0);
  }

  /** Counts its ids from there on, so that they are not those of another. */
  SentTelemetry(long ids) {
    this.ids = ids;
  }

  /** Where a span hangs: in a trace, below a span of it unless it is the first. */
  record Place(TraceId trace, @Nullable SpanId parent) {}

  /**
   * When and how long, and with what message a span failed; an empty one is of one that did not.
   */
  record Course(long startNanos, long lengthNanos, @Nullable String failure) {
    static Course of(long startNanos, long lengthNanos) {
      return new Course(startNanos, lengthNanos, null);
    }

    Course failing(@Nullable String message) {
      return new Course(startNanos, lengthNanos, message);
    }
  }

  /** A place for a new trace. */
  Place newTrace() {
    long id = ++ids;
    return new Place(new TraceId(id * SPREAD, id), null);
  }

  /** Adds a span; attributes are pairs, of which a number in digits is sent as one. */
  Place span(
      Place place,
      Resource resource,
      SpanKind kind,
      String name,
      Course course,
      List<SpanEvent> events,
      String... attributes) {
    return span(place, "", resource, kind, name, course, events, attributes);
  }

  /** The same with the state of its trace, which tells how it was sampled. */
  Place span(
      Place place,
      String state,
      Resource resource,
      SpanKind kind,
      String name,
      Course course,
      List<SpanEvent> events,
      String... attributes) {
    SpanId id = new SpanId(++ids);
    spans.add(
        new Span(
            place.trace(),
            id,
            place.parent(),
            state,
            1,
            name,
            kind.number(),
            course.startNanos(),
            course.startNanos() + course.lengthNanos(),
            attributes(attributes),
            0,
            events,
            0,
            List.of(),
            0,
            course.failure() == null ? SpanStatus.UNSET : SpanStatus.error(course.failure()),
            resource,
            SCOPE));
    return new Place(place.trace(), id);
  }

  void log(
      Place place, Resource resource, long at, int severity, String body, String... attributes) {
    logs.add(
        new LogRecord(
            at,
            at,
            severity,
            Severity.of(severity).name(),
            AttributeValue.of(body),
            "",
            attributes(attributes),
            0,
            1,
            place.trace(),
            place.parent(),
            resource,
            SCOPE));
  }

  void gauge(Resource resource, long at, String name, double value, String... attributes) {
    points.add(
        new MetricPoint(
            MetricDescriptor.gauge(name, "1"),
            attributes(attributes),
            0,
            at,
            0,
            new PointValue.DoublePoint(value),
            List.of(),
            resource,
            SCOPE));
  }

  /** Sends all of it; every part must be taken. */
  void sendTo(String otlpUrl) throws Exception {
    OtlpBatchEncoder encoder = new OtlpBatchEncoder();
    send(otlpUrl + "/v1/metrics", encoder.encodePoints(points));
    send(otlpUrl + "/v1/logs", encoder.encodeLogs(logs));
    send(otlpUrl + "/v1/traces", encoder.encodeSpans(spans));
  }

  private static void send(String url, byte[] body) throws Exception {
    var answer =
        RunningServer.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    assertThat(answer.statusCode()).as("%s: %s", url, answer.body()).isEqualTo(200);
  }

  static Resource resource(String service, String version, String instance) {
    return Resource.of(
        attributes(
            "service.name",
            service,
            "service.version",
            version,
            "service.instance.id",
            instance,
            "deployment.environment.name",
            "production"));
  }

  static SpanEvent exception(long at, String type, String message, String stack) {
    return new SpanEvent(
        at,
        "exception",
        attributes(
            "exception.type", type, "exception.message", message, "exception.stacktrace", stack),
        0);
  }

  static Attributes attributes(String... pairs) {
    Attributes.Builder attributes = Attributes.builder();
    for (int i = 0; i < pairs.length; i += 2) {
      String value = pairs[i + 1];
      if (value.matches("\\d{1,18}")) {
        attributes.put(pairs[i], Long.parseLong(value));
      } else {
        attributes.put(pairs[i], value);
      }
    }
    return attributes.build();
  }

  static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}
