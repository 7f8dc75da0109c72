package io.midwatch.query.logs;

import io.midwatch.model.Severity;
import java.util.Map;

/** Records of one step of time by severity; absent severities had none. */
public record LogHistogramBar(long startUnixNano, Map<Severity, Long> counts) {
  public LogHistogramBar {
    counts = Map.copyOf(counts);
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
