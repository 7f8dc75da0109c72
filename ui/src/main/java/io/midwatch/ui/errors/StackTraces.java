package io.midwatch.ui.errors;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.query.errors.ErrorSample;
import io.midwatch.query.traces.Trace;
import io.midwatch.query.traces.TracesService;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the stack trace of a bug in the traces it struck in. */
@Component
final class StackTraces {
  private static final String STACK_TRACE = "exception.stacktrace";

  /** Traces looked at; what the newest ones do not have, older ones rarely do. */
  private static final int TRACES = 3;

  private final TracesService traces;

  StackTraces(TracesService traces) {
    this.traces = traces;
  }

  /** Of the newest sample that has one. */
  Optional<String> of(List<ErrorSample> samples) {
    return samples.stream()
        .limit(TRACES)
        .flatMap(
            sample -> traces.trace(sample.traceId()).flatMap(trace -> in(trace, sample)).stream())
        .findFirst();
  }

  private static Optional<String> in(Trace trace, ErrorSample sample) {
    Stream<Attributes> ofSpan =
        trace.nodes().stream()
            .filter(node -> sample.spanId() == null || node.span().spanId().equals(sample.spanId()))
            .flatMap(node -> node.span().events().stream())
            .map(event -> event.attributes());
    Stream<Attributes> ofLogs =
        trace.logs().stream()
            .filter(row ->
                sample.spanId() == null || Objects.equals(row.item().spanId(), sample.spanId()))
            .map(row -> row.item().attributes());
    return Stream.concat(ofSpan, ofLogs)
        .map(attributes -> attributes.find(STACK_TRACE))
        .filter(Objects::nonNull)
        .map(AttributeValue::text)
        .findFirst();
  }
}
