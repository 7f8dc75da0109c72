package io.midwatch.storage.contract.query;

import io.midwatch.model.TraceId;
import java.util.Comparator;

/**
 * Where a found trace stands: newest first by its earliest matching start, ties by trace id. Text
 * form {@code start_traceid}.
 */
public record TracePlace(long start, TraceId traceId) implements Comparable<TracePlace> {
  private static final String NO_PLACE = "not a place in a list of traces: ";

  @Override
  public int compareTo(TracePlace other) {
    int order = Long.compare(other.start, start);
    return order != 0 ? order : traceId.compareTo(other.traceId);
  }

  /** Places in the order a query lists its traces. */
  public static Comparator<TracePlace> order(TraceQuery query) {
    return switch (query.order()) {
      case NEWEST_FIRST -> Comparator.naturalOrder();
      case OLDEST_FIRST -> Comparator.reverseOrder();
    };
  }

  public String text() {
    return start + "_" + traceId.hex();
  }

  /**
   * @throws IllegalArgumentException when the text is no place
   */
  public static TracePlace parse(String text) {
    int split = text.indexOf('_');
    TraceId traceId = split < 0 ? null : TraceId.parse(text.substring(split + 1));
    if (traceId == null) {
      throw new IllegalArgumentException(NO_PLACE + text);
    }
    try {
      return new TracePlace(Long.parseLong(text.substring(0, split)), traceId);
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(NO_PLACE + text, noNumber);
    }
  }
}
