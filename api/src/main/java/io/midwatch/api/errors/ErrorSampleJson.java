package io.midwatch.api.errors;

import io.midwatch.api.json.Nanos;
import io.midwatch.query.errors.ErrorSample;
import org.jspecify.annotations.Nullable;

/** A trace in which a bug struck, and the span that tells of it. */
record ErrorSampleJson(
    String traceId, @Nullable String spanId, String timeUnixNano, String service) {
  static ErrorSampleJson of(ErrorSample sample) {
    return new ErrorSampleJson(
        sample.traceId().hex(),
        sample.spanId() == null ? null : sample.spanId().hex(),
        Nanos.text(sample.timeUnixNano()),
        sample.service());
  }
}
