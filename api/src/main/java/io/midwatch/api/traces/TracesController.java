package io.midwatch.api.traces;

import io.midwatch.api.request.BadParameterException;
import io.midwatch.api.request.NotFoundException;
import io.midwatch.api.request.Parameters;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.traces.TraceSearch;
import io.midwatch.query.traces.TracesService;
import io.midwatch.query.window.Window;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/traces}. */
@RestController
class TracesController {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final List<String> STATUSES = List.of("any", "failed");

  private final TracesService traces;
  private final CanonicalReader reader;

  TracesController(TracesService traces, CanonicalReader reader) {
    this.traces = traces;
    this.reader = reader;
  }

  @GetMapping("/api/v1/traces")
  TraceListJson search(Parameters parameters) {
    parameters.allow(
        "service", "endpoint", "status", "minDuration", "maxDuration", "q", "limit", "cursor");
    Window window = parameters.window();
    String text = parameters.text("q");
    String cursor = parameters.text("cursor");
    String service = parameters.text("service");
    String endpoint = parameters.text("endpoint");
    boolean failedOnly = parameters.oneOf("status", STATUSES).equals("failed");
    Long minDuration = parameters.durationNanos("minDuration");
    Long maxDuration = parameters.durationNanos("maxDuration");
    int limit = parameters.limit(LIMIT, MAX_LIMIT);
    TraceSearch search =
        parameters.asking(
            "cursor",
            Parameters.CURSOR,
            () ->
                new TraceSearch(
                    window,
                    service,
                    endpoint,
                    failedOnly,
                    minDuration,
                    maxDuration,
                    text == null ? "" : text,
                    cursor,
                    limit));
    return TraceListJson.of(
        window, parameters.asking("q", Parameters.QUERY_LINE, () -> traces.search(search)), reader);
  }

  @GetMapping("/api/v1/traces/{traceId}")
  TraceJson trace(@PathVariable String traceId, Parameters parameters) {
    parameters.allowNone();
    TraceId id = TraceId.parse(traceId);
    if (id == null) {
      throw new BadParameterException(
          "traceId", "“" + traceId + "” is no trace id", "32 hex digits, not all zero");
    }
    return traces
        .trace(id)
        .map(TraceJson::of)
        .orElseThrow(() -> new NotFoundException("no span of trace " + id.hex() + " is stored"));
  }
}
