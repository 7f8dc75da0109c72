package io.midwatch.query.logs;

import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MessageTemplate;
import io.midwatch.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups log records by the template of their bodies. Memory is bounded: {@value #MOST} groups,
 * each with a template, an example, some names and a number for each step; records of further
 * templates are only counted. Not thread-safe.
 */
final class PatternGroups {
  static final int MOST = 1_000;
  static final int MOST_SERVICES = 5;
  static final int LONGEST_EXAMPLE = 1_000;

  private final int steps;
  private final Map<String, Group> groups = new HashMap<>();
  private long other;
  private long looked;

  /**
   * @param steps of the window, at least 1
   */
  PatternGroups(int steps) {
    this.steps = steps;
  }

  private static final class Group {
    private final String template;
    private final long[] counts;
    private final PatternSearch search;
    private final Set<String> services = new LinkedHashSet<>();
    private boolean moreServices;
    private boolean texts = true;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private Severity worst = Severity.UNSPECIFIED;
    private String example = "";

    private Group(String template, int steps) {
      this.template = template;
      this.counts = new long[steps];
      this.search = new PatternSearch(template);
    }

    private void add(LogRecord log, String body, String service, int step) {
      counts[step]++;
      long at = log.effectiveTimeUnixNano();
      first = Math.min(first, at);
      if (at > last) {
        last = at;
        example = body.length() > LONGEST_EXAMPLE ? body.substring(0, LONGEST_EXAMPLE) : body;
      }
      if (log.severity().compareTo(worst) > 0) {
        worst = log.severity();
      }
      if (!services.contains(service) && !service.isEmpty()) {
        moreServices |= services.size() == MOST_SERVICES;
        if (!moreServices) {
          services.add(service);
        }
      }
      texts &= log.body() instanceof StringValue;
      search.also(body);
    }

    private LogPattern pattern() {
      return new LogPattern(
          template,
          Arrays.stream(counts).sum(),
          first,
          last,
          worst,
          List.copyOf(services),
          moreServices,
          Arrays.stream(counts).boxed().toList(),
          example,
          texts ? search.part() : null);
    }
  }

  /**
   * Counts a record.
   *
   * @param service empty when none was sent
   * @param step of the window in which it falls, from 0; taken to the nearest there is
   */
  void add(LogRecord log, String service, long step) {
    looked++;
    String body = log.body().text();
    String template = MessageTemplate.of(body);
    Group group = groups.get(template);
    if (group == null) {
      if (groups.size() == MOST) {
        other++;
        return;
      }
      group = new Group(template, steps);
      groups.put(template, group);
    }
    group.add(log, body, service, Math.clamp(step, 0, steps - 1));
  }

  long looked() {
    return looked;
  }

  /** Records whose template came when there were {@value #MOST} already. */
  long other() {
    return other;
  }

  /** The most frequent first, then by template. */
  List<LogPattern> patterns() {
    List<LogPattern> patterns = new ArrayList<>();
    groups.values().forEach(group -> patterns.add(group.pattern()));
    patterns.sort(
        Comparator.comparingLong(LogPattern::count).reversed().thenComparing(LogPattern::template));
    return patterns;
  }
}
