package io.midwatch.server.replay;

import java.math.BigInteger;
import java.util.function.LongUnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a recording: an OTLP export request in its JSON encoding, as the OpenTelemetry
 * Collector's file exporter writes it.
 *
 * <pre>
 * {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1700000000000000000","body":{…}}]}]}]}
 * </pre>
 *
 * @param signal which of the three requests it is
 * @param body the request; changed in place by {@link #shift}
 */
record RecordedRequest(ReplaySignal signal, ObjectNode body) {
  /** Floats as BigDecimal, so that a number that is not touched is sent as it was recorded. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String TIME_SUFFIX = "UnixNano";

  /**
   * Reads a line.
   *
   * @throws UnreadableRequestException when it is no JSON object with one of the three requests
   */
  static RecordedRequest parse(String line) {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (JacksonException problem) {
      throw new UnreadableRequestException("not JSON: " + problem.getOriginalMessage(), problem);
    }
    if (tree instanceof ObjectNode body) {
      for (ReplaySignal signal : ReplaySignal.values()) {
        if (body.has(signal.requestField)) {
          return new RecordedRequest(signal, body);
        }
      }
    }
    throw new UnreadableRequestException(
        "no OTLP request: expected resourceSpans, resourceLogs or resourceMetrics", null);
  }

  /** Spans, log records or data points in the request. */
  long items() {
    return countItems(body);
  }

  /** The newest time said anywhere in the request, in epoch nanoseconds; 0 when it says none. */
  long newestUnixNano() {
    long[] newest = {0};
    eachTime(
        body,
        time -> {
          newest[0] = Math.max(newest[0], time);
          return time;
        });
    return newest[0];
  }

  /** Moves every time by {@code nanos}; a time of 0 means "not set" in OTLP and stays. */
  void shift(long nanos) {
    eachTime(body, time -> time + nanos);
  }

  String toJson() {
    return JSON.writeValueAsString(body);
  }

  private long countItems(JsonNode node) {
    long count = 0;
    for (var field : node.properties()) {
      JsonNode value = field.getValue();
      boolean items = field.getKey().equals(signal.itemsField) && value instanceof ArrayNode;
      count += items ? value.size() : countItems(value);
    }
    if (node instanceof ArrayNode) {
      for (JsonNode element : node) {
        count += countItems(element);
      }
    }
    return count;
  }

  private static void eachTime(JsonNode node, LongUnaryOperator change) {
    for (var field : node.properties()) {
      JsonNode value = field.getValue();
      if (!field.getKey().endsWith(TIME_SUFFIX)) {
        eachTime(value, change);
        continue;
      }
      long time = time(value);
      if (time > 0) {
        ((ObjectNode) node).put(field.getKey(), Long.toString(change.applyAsLong(time)));
      }
    }
    if (node instanceof ArrayNode) {
      node.forEach(element -> eachTime(element, change));
    }
  }

  /**
   * Epoch nanoseconds of a time written as text or number; 0 when it is neither or out of range.
   */
  private static long time(JsonNode value) {
    try {
      String text =
          value.isString()
              ? value.stringValue()
              : value.isIntegralNumber() ? value.toString() : "0";
      return new BigInteger(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      return 0;
    }
  }
}
