package io.midwatch.query.logs;

import io.midwatch.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log records whose bodies differ in nothing but values.
 *
 * <pre>
 * charging order * for *   412 records, INFO, [payments], [0, 3, 9, …, 11]
 * </pre>
 *
 * @param template the body with {@code *} for each value, as {@link
 *     io.midwatch.model.MessageTemplate} writes it; empty for empty bodies
 * @param count of the records looked at
 * @param firstUnixNano earliest of them, epoch nanoseconds
 * @param lastUnixNano latest of them
 * @param worst highest severity among them
 * @param services that sent them, at most {@value PatternGroups#MOST_SERVICES}
 * @param moreServices whether others sent some too
 * @param counts records of each step of the window, oldest first
 * @param example the newest body, at most {@value PatternGroups#LONGEST_EXAMPLE} characters
 * @param search a part of a query line that finds these records, and those alone that agree in what
 *     stays the same; null when the body is no text
 */
public record LogPattern(
    String template,
    long count,
    long firstUnixNano,
    long lastUnixNano,
    Severity worst,
    List<String> services,
    boolean moreServices,
    List<Long> counts,
    String example,
    @Nullable String search) {
  public LogPattern {
    services = List.copyOf(services);
    counts = List.copyOf(counts);
  }
}
