package io.midwatch.api.prometheus;

import io.midwatch.query.asker.Asker;
import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlOptions;
import io.midwatch.query.promql.QueryResult;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.syntax.Expr;
import io.midwatch.query.promql.syntax.ExprTree;
import io.midwatch.query.promql.syntax.Parser;
import io.midwatch.query.promql.syntax.Prettifier;
import io.midwatch.query.promql.syntax.SyntaxException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** {@code /prometheus/api/v1}: what is asked in PromQL. Parameters may come in a form. */
@RestController
class QueryController {
  private static final String BASE = "/prometheus/api/v1/";
  private static final int MOST_POINTS = 11_000;

  /** Queries evaluated at the same time; the next one waits for a place, in its own time. */
  private static final int CONCURRENT = 20;

  private static final long SLICE_NANOS = 250_000_000;

  private final PromqlEngine engine;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(CONCURRENT, true);

  QueryController(PromqlEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @RequestMapping(
      path = BASE + "query",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> query(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    String query = parameters.text("query");
    long time = parameters.time("time", clock.millis());
    return evaluated(
        parameters, false, options -> engine.instant(query, time, options, Asker.gone()));
  }

  @RequestMapping(
      path = BASE + "query_range",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> range(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    String query = parameters.text("query");
    Grid grid = grid(parameters);
    long end = parameters.requireTime("end");
    return evaluated(
        parameters, true, options -> engine.range(query, grid, end, options, Asker.gone()));
  }

  private static Grid grid(PrometheusParameters parameters) {
    long start = parameters.requireTime("start");
    long end = parameters.requireTime("end");
    if (end < start) {
      throw PrometheusErrorException.parameter(
          "end", "end timestamp must not be before start time");
    }
    Long step = parameters.duration("step");
    if (step == null) {
      throw PrometheusErrorException.parameter("step", "cannot parse \"\" to a valid duration");
    }
    if (step <= 0) {
      throw PrometheusErrorException.parameter(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if ((end - start) / step > MOST_POINTS) {
      throw new PrometheusErrorException(
          PrometheusErrorException.Type.BAD_DATA,
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
              + " resolution (?step=XX)");
    }
    return Grid.range(start, end, step);
  }

  private PromqlOptions options(PrometheusParameters parameters) {
    PromqlOptions options = engine.defaults();
    Long timeout = parameters.duration("timeout");
    if (timeout != null && timeout <= 0) {
      throw PrometheusErrorException.parameter("timeout", "must be positive");
    }
    if (timeout != null && timeout < options.timeout().toMillis()) {
      options = options.withTimeout(Duration.ofMillis(timeout));
    }
    Long lookback = parameters.duration("lookback_delta");
    if (lookback != null && lookback > 0) {
      options = options.withLookback(Duration.ofMillis(lookback));
    }
    return options;
  }

  /** What is waited for a place is taken off the time the query may take. */
  private ResponseEntity<byte[]> evaluated(
      PrometheusParameters parameters,
      boolean range,
      Function<PromqlOptions, QueryResult> evaluation) {
    PromqlOptions options = options(parameters);
    int limit = parameters.limit("limit");
    long asked = System.nanoTime();
    takePlace(options.timeout().toNanos());
    try {
      long begun = System.nanoTime();
      Duration left = options.timeout().minusNanos(begun - asked);
      QueryResult result = evaluation.apply(options.withTimeout(left));
      QueryStats stats = new QueryStats(begun - asked, System.nanoTime() - begun, result.samples());
      return ResultJson.of(
          parameters.text("query"),
          result,
          range,
          limit,
          parameters.text("stats").isEmpty() ? null : stats);
    } finally {
      places.release();
    }
  }

  /** Waits in slices, to see whether the client still waits too. */
  private void takePlace(long timeoutNanos) {
    long end = System.nanoTime() + timeoutNanos;
    BooleanSupplier gone = Asker.gone();
    try {
      long left = timeoutNanos;
      while (!places.tryAcquire(Math.min(left, SLICE_NANOS), TimeUnit.NANOSECONDS)) {
        if (gone.getAsBoolean()) {
          throw canceledInQueue();
        }
        left = end - System.nanoTime();
        if (left <= 0) {
          throw new PrometheusErrorException(
              PrometheusErrorException.Type.TIMEOUT, "query timed out in query queue");
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw canceledInQueue();
    }
  }

  private static PrometheusErrorException canceledInQueue() {
    return new PrometheusErrorException(
        PrometheusErrorException.Type.CANCELED, "query was canceled in query queue");
  }

  @RequestMapping(
      path = BASE + "format_query",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> format(HttpServletRequest request) {
    return PrometheusJson.success(Prettifier.format(parsed(request)));
  }

  @RequestMapping(
      path = BASE + "parse_query",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> parse(HttpServletRequest request) {
    return PrometheusJson.success(ExprTree.of(parsed(request)));
  }

  /**
   * @throws SyntaxException when the parameter is no query
   */
  private static Expr parsed(HttpServletRequest request) {
    return Parser.parse(new PrometheusParameters(request).text("query"));
  }
}
