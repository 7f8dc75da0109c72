package io.midwatch.api.deploys;

import io.midwatch.api.request.BadParameterException;
import io.midwatch.query.time.TimeExpression;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deploy as a pipeline announces it.
 *
 * <pre>
 * {"id": "ci-17", "service": "shop/checkout", "environment": "production", "version": "2.41.0",
 *  "details": {"commit": "9f2c", "url": "https://ci.example/17"}}
 * </pre>
 *
 * @param id repeated by a sender that retries; null for one made of the rest
 * @param start a time; null for now
 */
record AnnouncementJson(
    @Nullable String id,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String version,
    @Nullable String start,
    @Nullable Map<String, String> details) {
  private static final int LONGEST = 2_000;
  private static final int MOST_DETAILS = 32;

  String required(String name, @Nullable String value) {
    String text = optional(name, value);
    if (text.isEmpty()) {
      throw new BadParameterException(name, "is missing", "a text");
    }
    return text;
  }

  String optional(String name, @Nullable String value) {
    if (value == null) {
      return "";
    }
    if (value.length() > LONGEST) {
      throw new BadParameterException(name, "is too long", "at most " + LONGEST + " characters");
    }
    return value.strip();
  }

  @Nullable Long startUnixNano(Instant now) {
    if (start == null || start.isBlank()) {
      return null;
    }
    return TimeExpression.parse(start, now)
        .orElseThrow(() ->
            new BadParameterException(
                "start", "“" + start + "” is no time", TimeExpression.ALLOWED));
  }

  Map<String, String> allDetails() {
    if (details == null) {
      return Map.of();
    }
    boolean fits =
        details.size() <= MOST_DETAILS
            && details.entrySet().stream()
                .allMatch(detail ->
                    detail.getValue() != null
                        && detail.getKey().length() <= LONGEST
                        && detail.getValue().length() <= LONGEST);
    if (!fits) {
      throw new BadParameterException(
          "details", "are too many or too long", MOST_DETAILS + " texts of " + LONGEST);
    }
    return details;
  }
}
