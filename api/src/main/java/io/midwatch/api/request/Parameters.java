package io.midwatch.api.request;

import io.midwatch.query.time.TimeExpression;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request. Every reading method throws {@link BadParameterException} with the
 * parameter's name and what may be written; a blank value is as good as none.
 *
 * <pre>
 * ?from=now-6h&amp;env=production&amp;limit=20   window [03:17 − 6 h, 03:17) of production, limit 20
 * ?form=now-6h                          400: form, allowed: env, from, limit, tenant, to
 * </pre>
 */
public final class Parameters {
  /** What a query line may hold, for messages. */
  public static final String QUERY_LINE =
      "words, field:value, field:abc*, field:/re2/, field>=n, and - before a part to negate it";

  /** What a cursor may hold, for messages. */
  public static final String CURSOR = "the “next” of an earlier answer to the same question";

  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 1_000;
  private static final List<String> WINDOW = List.of("from", "to", "env", "tenant");
  private static final String DURATIONS =
      "a number with its unit: 250ms, 1.5s, 2m (ns, us, ms, s, m, h)";
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)");
  private static final int LONGEST = 2_000;

  private final Map<String, String[]> values;
  private final Instant now;

  Parameters(Map<String, String[]> values, Instant now) {
    this.values = values;
    this.now = now;
  }

  /** Refuses parameters that are neither of the window (from, to, env, tenant) nor named here. */
  public Parameters allow(String... names) {
    TreeSet<String> allowed = new TreeSet<>(WINDOW);
    allowed.addAll(Arrays.asList(names));
    refuseOthers(allowed);
    return this;
  }

  /** Refuses parameters that are neither from nor to nor named here. */
  public void allowRangeAnd(String... names) {
    TreeSet<String> allowed = new TreeSet<>(List.of("from", "to"));
    allowed.addAll(Arrays.asList(names));
    refuseOthers(allowed);
  }

  /** Refuses every parameter. */
  public void allowNone() {
    refuseOthers(new TreeSet<>());
  }

  /** The time range (the last hour unless said otherwise), environment and tenant. */
  public Window window() {
    long from = time("from", "now-1h");
    long to = time("to", "now");
    if (from >= to) {
      throw new BadParameterException("from", "is not before to", "a time before to");
    }
    return new Window(new TimeRange(from, to), text("env"), text("tenant"));
  }

  /** The value, null when there is none. */
  public @Nullable String text(String name) {
    String[] all = values.getOrDefault(name, new String[0]);
    if (all.length > 1) {
      throw new BadParameterException(name, "is given " + all.length + " times", "one value");
    }
    if (all.length == 0 || all[0].isBlank()) {
      return null;
    }
    if (all[0].length() > LONGEST) {
      throw new BadParameterException(name, "is too long", "at most " + LONGEST + " characters");
    }
    return all[0].strip();
  }

  /** One of the words, the first when none is given. */
  public String oneOf(String name, List<String> words) {
    String word = text(name);
    if (word == null) {
      return words.getFirst();
    }
    if (!words.contains(word)) {
      throw new BadParameterException(name, "“" + word + "” is none", String.join(", ", words));
    }
    return word;
  }

  /** A whole number from 1 to {@code most}. */
  public int limit(int otherwise, int most) {
    String text = text("limit");
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    }
    throw new BadParameterException("limit", "“" + text + "” is none", "1 to " + most);
  }

  /**
   * The page that limit (100 unless said otherwise, at most 1,000) and cursor ask for.
   *
   * @param name tells a row from all others
   */
  public <T> Page<T> page(List<T> all, Function<T, String> name) {
    int limit = limit(PAGE, LONGEST_PAGE);
    return asking("cursor", CURSOR, () -> Page.of(all, name, text("cursor"), limit));
  }

  /** A duration in nanoseconds, null when none is given. */
  public @Nullable Long durationNanos(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new BadParameterException(name, "“" + text + "” is no duration", DURATIONS);
    }
    double nanos =
        switch (matcher.group(2)) {
          case "ns" -> 1;
          case "us" -> 1e3;
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m" -> 60e9;
          default -> 3_600e9;
        };
    return Math.round(Double.parseDouble(matcher.group(1)) * nanos);
  }

  /** Asks; when the store says that the question makes no sense, it is the parameter's fault. */
  public <T> T asking(String parameter, String allowed, Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException senseless) {
      throw new BadParameterException(parameter, String.valueOf(senseless.getMessage()), allowed);
    }
  }

  private long time(String name, String otherwise) {
    String text = text(name);
    String wanted = text == null ? otherwise : text;
    return TimeExpression.parse(wanted, now)
        .orElseThrow(() ->
            new BadParameterException(name, "“" + wanted + "” is no time", TimeExpression.ALLOWED));
  }

  private void refuseOthers(TreeSet<String> allowed) {
    for (String name : values.keySet()) {
      if (!allowed.contains(name)) {
        String names = allowed.isEmpty() ? "no parameters" : String.join(", ", allowed);
        throw new BadParameterException(name, "is no parameter here", names);
      }
    }
  }
}
