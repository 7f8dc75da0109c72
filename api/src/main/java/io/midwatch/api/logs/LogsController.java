package io.midwatch.api.logs;

import io.midwatch.api.request.BadParameterException;
import io.midwatch.api.request.Parameters;
import io.midwatch.model.Severity;
import io.midwatch.model.TraceId;
import io.midwatch.query.logs.LogSearch;
import io.midwatch.query.logs.LogsService;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Cursor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/logs}. */
@RestController
class LogsController {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final List<String> SEVERITIES =
      List.of("any", "trace", "debug", "info", "warn", "error", "fatal");

  private final LogsService logs;

  LogsController(LogsService logs) {
    this.logs = logs;
  }

  @GetMapping("/api/v1/logs")
  LogListJson search(Parameters parameters) {
    parameters.allow("service", "severity", "traceId", "q", "limit", "cursor");
    Window window = parameters.window();
    String text = parameters.text("q");
    LogSearch search =
        new LogSearch(
            window,
            parameters.text("service"),
            minSeverity(parameters),
            traceId(parameters),
            text == null ? "" : text,
            cursor(parameters),
            parameters.limit(LIMIT, MAX_LIMIT));
    return LogListJson.of(
        window, parameters.asking("q", Parameters.QUERY_LINE, () -> logs.search(search)));
  }

  private static int minSeverity(Parameters parameters) {
    String word = parameters.oneOf("severity", SEVERITIES);
    return word.equals("any") ? 0 : Severity.valueOf(word.toUpperCase(Locale.ROOT)).firstNumber();
  }

  private static @Nullable String traceId(Parameters parameters) {
    String hex = parameters.text("traceId");
    if (hex == null) {
      return null;
    }
    TraceId id = TraceId.parse(hex);
    if (id == null) {
      throw new BadParameterException(
          "traceId", "“" + hex + "” is no trace id", "32 hex digits, not all zero");
    }
    return id.hex();
  }

  private static @Nullable Cursor cursor(Parameters parameters) {
    String text = parameters.text("cursor");
    return text == null
        ? null
        : Cursor.parse(text)
            .orElseThrow(() ->
                new BadParameterException("cursor", "“" + text + "” is none", Parameters.CURSOR));
  }
}
