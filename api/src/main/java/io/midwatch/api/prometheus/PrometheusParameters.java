package io.midwatch.api.prometheus;

import io.midwatch.query.promql.syntax.Durations;
import io.midwatch.query.promql.syntax.Numbers;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request, of its address and of a form in its body. Times are epoch seconds
 * with a fraction or RFC 3339, durations seconds or {@code 1h30m}.
 */
final class PrometheusParameters {
  /** 9999-12-31, in milliseconds. */
  private static final long LAST_MILLIS = 253_402_300_799_999L;

  private final HttpServletRequest request;

  PrometheusParameters(HttpServletRequest request) {
    this.request = request;
  }

  /** Empty when it is not given; what a form says wins over the address. */
  String text(String name) {
    String[] values = request.getParameterValues(name);
    if (values == null) {
      return "";
    }
    int inAddress = values.length == 1 ? 0 : inAddress(name);
    return values[inAddress < values.length ? inAddress : 0];
  }

  /** How many values of it the address holds: they come before those of the form. */
  private int inAddress(String name) {
    String query = request.getQueryString();
    int count = 0;
    for (String part : query == null ? new String[0] : query.split("&", -1)) {
      String key = part.contains("=") ? part.substring(0, part.indexOf('=')) : part;
      if (key.equals(name)) {
        count++;
      }
    }
    return count;
  }

  List<String> texts(String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : List.of(values);
  }

  /** Epoch milliseconds, or another time when it is not given. */
  long time(String name, long otherwise) {
    String text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    Double seconds = Numbers.parseDecimal(text);
    if (seconds != null) {
      return bounded(name, text, seconds * 1000);
    }
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException none) {
      throw PrometheusErrorException.parameter(
          name, "cannot parse \"" + text + "\" to a valid timestamp");
    }
  }

  long requireTime(String name) {
    if (text(name).isEmpty()) {
      throw PrometheusErrorException.parameter(name, "cannot parse \"\" to a valid timestamp");
    }
    return time(name, 0);
  }

  private static long bounded(String name, String text, double millis) {
    if (!(Math.abs(millis) <= LAST_MILLIS)) {
      throw PrometheusErrorException.parameter(
          name, "cannot parse \"" + text + "\" to a valid timestamp. It overflows int64");
    }
    return Math.round(millis);
  }

  /** Milliseconds, or null when it is not given. */
  @Nullable Long duration(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    Double seconds = Numbers.parseDecimal(text);
    try {
      if (seconds == null) {
        return Durations.parse(text);
      }
    } catch (IllegalArgumentException none) {
      throw PrometheusErrorException.parameter(
          name, "cannot parse \"" + text + "\" to a valid duration");
    }
    if (!(Math.abs(seconds) <= 9e9)) {
      throw PrometheusErrorException.parameter(
          name, "cannot parse \"" + text + "\" to a valid duration. It overflows int64");
    }
    return Math.round(seconds * 1000);
  }

  /** {@link Integer#MAX_VALUE} when there is none or it is 0. */
  int limit(String name) {
    int limit = signedLimit(name);
    if (limit < 0) {
      throw PrometheusErrorException.parameter(name, "limit must be non-negative");
    }
    return limit;
  }

  /** The same where a negative one is allowed, which stands for none in Prometheus. */
  int signedLimit(String name) {
    String text = text(name);
    try {
      int limit = text.isEmpty() ? 0 : Integer.parseInt(text);
      return limit == 0 ? Integer.MAX_VALUE : limit;
    } catch (NumberFormatException none) {
      throw PrometheusErrorException.parameter(name, "limit must be a number, not " + text);
    }
  }
}
