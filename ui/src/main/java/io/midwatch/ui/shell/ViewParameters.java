package io.midwatch.ui.shell;

import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that every page understands and every link keeps: environment, tenant and time
 * window. Bad input never fails a page: the default is used and {@link #problems()} says so.
 *
 * <pre>
 * ?env=production&amp;tenant=acme&amp;from=now-6h   env=production tenant=acme window=[03:17 − 6 h, 03:17)
 * ?from=yesterday                          window=last hour, problems=[“yesterday” is not a time …]
 * </pre>
 *
 * @param env the one environment shown, null for all
 * @param tenant the one tenant shown, null for all
 * @param now the moment the request is answered at; relative times and ages count from it
 * @param problems sentences for the reader, in the order found
 */
public record ViewParameters(
    @Nullable String env,
    @Nullable String tenant,
    TimeWindow window,
    Instant now,
    List<String> problems) {
  private static final int LONGEST_VALUE = 200;

  public ViewParameters {
    problems = List.copyOf(problems);
  }

  /** Reads the parameters of a request; {@code parameter} answers null for one that is absent. */
  public static ViewParameters parse(Function<String, @Nullable String> parameter, Instant now) {
    List<String> problems = new ArrayList<>();
    return new ViewParameters(
        name(parameter, "env", problems),
        name(parameter, "tenant", problems),
        window(parameter, now, problems),
        now,
        problems);
  }

  /** A link to another page of the product, showing the same environment, tenant and window. */
  public Link link(String path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    return new Link(path, parameters).with("env", env).with("tenant", tenant).in(window);
  }

  /** The same view as the question that the query services answer. */
  public Window question() {
    return new Window(new TimeRange(window.startNanos(), window.endNanos()), env, tenant);
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
