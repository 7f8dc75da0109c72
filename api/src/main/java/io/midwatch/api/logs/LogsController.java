package io.midwatch.api.logs;

import io.midwatch.api.request.BadParameterException;
import io.midwatch.api.request.Parameters;
import io.midwatch.model.Severity;
import io.midwatch.model.TraceId;
import io.midwatch.query.logs.LogPatternsService;
import io.midwatch.query.logs.LogSearch;
import io.midwatch.query.logs.LogsService;
import io.midwatch.storage.contract.query.Cursor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/logs} and {@code /api/v1/logs/patterns}. */
@RestController
class LogsController {
  private static final int LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final List<String> SEVERITIES =
      List.of("any", "trace", "debug", "info", "warn", "error", "fatal");

  private final LogsService logs;
  private final LogPatternsService patterns;

  LogsController(LogsService logs, LogPatternsService patterns) {
    this.logs = logs;
    this.patterns = patterns;
  }

  @GetMapping("/api/v1/logs")
  LogListJson lines(Parameters parameters) {
    parameters.allow("service", "severity", "traceId", "q", "limit", "cursor");
    LogSearch search = search(parameters, cursor(parameters));
    return LogListJson.of(
        search.window(), parameters.asking("q", Parameters.QUERY_LINE, () -> logs.search(search)));
  }

  @GetMapping("/api/v1/logs/patterns")
  LogPatternListJson patterns(Parameters parameters) {
    parameters.allow("service", "severity", "traceId", "q", "limit");
    LogSearch search = search(parameters, null);
    return LogPatternListJson.of(
        search.window(),
        parameters.asking("q", Parameters.QUERY_LINE, () -> patterns.patterns(search)),
        search.limit());
  }

  private static LogSearch search(Parameters parameters, @Nullable Cursor after) {
    String text = parameters.text("q");
    return new LogSearch(
        parameters.window(),
        parameters.text("service"),
        minSeverity(parameters),
        traceId(parameters),
        text == null ? "" : text,
        after,
        parameters.limit(LIMIT, MAX_LIMIT));
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
