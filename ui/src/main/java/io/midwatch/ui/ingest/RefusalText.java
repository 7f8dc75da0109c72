package io.midwatch.ui.ingest;

import java.util.Map;

/** Why something was not taken, in words and with what helps. Pure. */
final class RefusalText {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("invalid_trace_id", "The trace id is not 16 bytes, or all zero"),
          Map.entry("invalid_span_id", "The span id is not 8 bytes, or all zero"),
          Map.entry("too_deep", "Values nest deeper than 64"),
          Map.entry("no_time", "A metric point has no time, or one past the year 2262"),
          Map.entry("no_value", "A metric point has no value"),
          Map.entry("bucket_mismatch", "Buckets of a histogram do not fit its bounds or count"),
          Map.entry("bounds_not_increasing", "Bounds of a histogram do not increase"),
          Map.entry("unspecified_temporality", "A metric does not say its temporality"),
          Map.entry("invalid_quantiles", "Quantiles of a summary are not ascending within 0 to 1"),
          Map.entry("unauthenticated", "The sender showed no valid ingest token"),
          Map.entry("forbidden_host", "The request named a host that is not answered"),
          Map.entry("unknown_path", "No such path; expected /v1/traces, /v1/metrics or /v1/logs"),
          Map.entry("wrong_method", "Not a POST"),
          Map.entry("too_large", "The body is larger than allowed: smaller batches, or a setting"),
          Map.entry("unsupported_type", "Neither protobuf nor JSON"),
          Map.entry("unsupported_encoding", "A compression other than gzip and zstd"),
          Map.entry("undecodable", "The body is not OTLP"),
          Map.entry("incomplete", "The body stopped coming, or the sender went away"),
          Map.entry("overloaded", "Too much at once; the sender was told to retry"),
          Map.entry("store_failed", "The store took nothing; the sender was told to retry"));

  private RefusalText() {}

  /** The sentence of a reason; the reason itself when there is none. */
  static String of(String reason) {
    return WORDS.getOrDefault(reason, reason.replace('_', ' '));
  }
}
