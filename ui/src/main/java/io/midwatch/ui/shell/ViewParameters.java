package io.midwatch.ui.shell;

import io.midwatch.query.window.Comparison;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.ui.format.CompareText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that every page understands and every link keeps: environment, tenant, time window
 * and what it is compared with. Bad input never fails a page: the default is used and {@link
 * #problems()} says so.
 *
 * <pre>
 * ?env=production&amp;tenant=acme&amp;from=now-6h   env=production tenant=acme window=[03:17 − 6 h, 03:17)
 * ?cmp=1w                                  asked=WEEK
 * ?from=yesterday                          window=last hour, problems=[“yesterday” is not a time …]
 * </pre>
 *
 * @param env the one environment shown, null for all
 * @param tenant the one tenant shown, null for all
 * @param asked what to compare with
 * @param comparison what is compared with: nothing where what is recorded does not reach back so
 *     far
 * @param now the moment the request is answered at; relative times and ages count from it
 * @param problems sentences for the reader, in the order found
 */
public record ViewParameters(
    @Nullable String env,
    @Nullable String tenant,
    TimeWindow window,
    Comparison asked,
    Comparison comparison,
    Instant now,
    List<String> problems) {
  private static final int LONGEST_VALUE = 200;

  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "prev", Comparison.PREVIOUS,
          "1d", Comparison.DAY,
          "1w", Comparison.WEEK,
          "off", Comparison.NONE);

  public ViewParameters {
    problems = List.copyOf(problems);
  }

  /** Reads the parameters of a request; {@code parameter} answers null for one that is absent. */
  public static ViewParameters parse(Function<String, @Nullable String> parameter, Instant now) {
    List<String> problems = new ArrayList<>();
    Comparison comparison = comparison(parameter, problems);
    return new ViewParameters(
        name(parameter, "env", problems),
        name(parameter, "tenant", problems),
        window(parameter, now, problems),
        comparison,
        comparison,
        now,
        problems);
  }

  /** A link to another page of the product, showing the same environment, tenant and window. */
  public Link link(String path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    return new Link(path, parameters)
        .with("env", env)
        .with("tenant", tenant)
        .in(window)
        .with("cmp", code(asked));
  }

  /** The same view as the question that the query services answer. */
  public Window question() {
    return new Window(
        new TimeRange(window.startNanos(), window.endNanos()), env, tenant, comparison);
  }

  /** The same without a comparison, and why. */
  ViewParameters comparingWithNothing(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return new ViewParameters(env, tenant, window, asked, Comparison.NONE, now, all);
  }

  /** Whether figures stand beside those of another period. */
  public boolean compares() {
    return comparison != Comparison.NONE;
  }

  /** When that was, after a figure: {@code before}. */
  public String ago() {
    return CompareText.ago(comparison);
  }

  /** That period in words. */
  public String period() {
    return CompareText.period(comparison);
  }

  /** The value of {@code cmp}, null for the default. */
  static @Nullable String code(Comparison comparison) {
    return switch (comparison) {
      case PREVIOUS -> null;
      case DAY -> "1d";
      case WEEK -> "1w";
      case NONE -> "off";
    };
  }

  private static Comparison comparison(
      Function<String, @Nullable String> parameter, List<String> problems) {
    String value = orElse(parameter.apply("cmp"), "prev");
    Comparison known = COMPARISONS.get(value);
    if (known == null) {
      problems.add("Compared with the window before: “cmp” is prev, 1d, 1w or off.");
      return Comparison.PREVIOUS;
    }
    return known;
  }

  private static @Nullable String name(
      Function<String, @Nullable String> parameter, String key, List<String> problems) {
    String value = parameter.apply(key);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST_VALUE) {
      problems.add("The value of “" + key + "” is longer than 200 characters and was ignored.");
      return null;
    }
    return value.strip();
  }

  private static TimeWindow window(
      Function<String, @Nullable String> parameter, Instant now, List<String> problems) {
    try {
      return TimeWindow.parse(
          orElse(parameter.apply("from"), TimeWindow.DEFAULT_FROM),
          orElse(parameter.apply("to"), TimeWindow.DEFAULT_TO),
          now);
    } catch (DateTimeException e) {
      problems.add("Showing the last 60 min: " + e.getMessage() + ".");
      return TimeWindow.lastHour(now);
    }
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null || value.isBlank() ? fallback : value.strip();
  }
}
