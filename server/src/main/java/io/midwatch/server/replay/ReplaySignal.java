package io.midwatch.server.replay;

/** The three kinds of OTLP export request, told apart by their one top-level field. */
enum ReplaySignal {
  TRACES("resourceSpans", "/v1/traces", "spans", "rejectedSpans"),
  LOGS("resourceLogs", "/v1/logs", "logRecords", "rejectedLogRecords"),
  METRICS("resourceMetrics", "/v1/metrics", "dataPoints", "rejectedDataPoints");

  final String requestField;
  final String path;

  /** Name of the arrays that hold the items, at any depth. */
  final String itemsField;

  /** Name of the count of refused items in {@code partialSuccess}. */
  final String rejectedField;

  ReplaySignal(String requestField, String path, String itemsField, String rejectedField) {
    this.requestField = requestField;
    this.path = path;
    this.itemsField = itemsField;
    this.rejectedField = rejectedField;
  }
}
