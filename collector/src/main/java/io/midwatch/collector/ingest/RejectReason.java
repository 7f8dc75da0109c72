package io.midwatch.collector.ingest;

/**
 * Why one item of a request is refused for good. The closed set of label values, never sender's
 * text.
 */
public enum RejectReason {
  INVALID_TRACE_ID("invalid_trace_id", "trace id is not 16 bytes or all zero"),
  INVALID_SPAN_ID("invalid_span_id", "span id is not 8 bytes or all zero"),
  TOO_DEEP("too_deep", "values nest deeper than 64"),
  NO_TIME("no_time", "metric point has no time, or one past the year 2262"),
  NO_VALUE("no_value", "metric point has no value"),
  BUCKET_MISMATCH("bucket_mismatch", "buckets do not fit the bounds or the count"),
  BOUNDS_NOT_INCREASING("bounds_not_increasing", "bucket bounds are not strictly increasing"),
  UNSPECIFIED_TEMPORALITY(
      "unspecified_temporality", "aggregation temporality is unspecified or unknown"),
  INVALID_QUANTILES("invalid_quantiles", "quantiles are not ascending within 0 to 1");

  private final String label;
  private final String description;

  RejectReason(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The value of a {@code reason} label: {@code invalid_trace_id}. */
  public String label() {
    return label;
  }

  /** For the sender, in English. */
  public String description() {
    return description;
  }
}
