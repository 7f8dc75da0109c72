package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Page;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.PoolPressure;
import io.midwatch.query.operations.PoolsReader;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/pools}; metrics name neither tenant nor version. */
@RestController
class PoolsController {
  private final PoolsReader pools;

  PoolsController(PoolsReader pools) {
    this.pools = pools;
  }

  /**
   * The one nearest to its size first.
   *
   * @param total pools on all pages
   * @param next the cursor of the page after, null when there is none
   */
  record PoolListJson(
      WindowJson window,
      List<PoolJson> pools,
      int total,
      @Nullable String next,
      TrustJson completeness) {}

  @GetMapping("/api/v1/pools")
  PoolListJson pools(Parameters parameters) {
    parameters.allowRangeAnd("env", "service", "limit", "cursor");
    Window window = parameters.window();
    Listed<PoolPressure> found = pools.pressures(window, parameters.text("service"));
    Page<PoolPressure> page = parameters.page(found.rows(), PoolsController::name);
    return new PoolListJson(
        WindowJson.of(window),
        page.rows().stream().map(PoolJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness()));
  }

  private static String name(PoolPressure row) {
    return String.join("\0", row.pool().service(), row.pool().instance(), row.pool().pool());
  }
}
