package io.midwatch.api.operations;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.api.request.Page;
import io.midwatch.api.request.Parameters;
import io.midwatch.query.operations.CacheRow;
import io.midwatch.query.operations.CachesService;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/caches}; split neither by tenant nor by version. */
@RestController
class CachesController {
  private final CachesService caches;

  CachesController(CachesService caches) {
    this.caches = caches;
  }

  /**
   * The most misses first.
   *
   * @param total caches on all pages
   * @param next the cursor of the page after, null when there is none
   */
  record CacheListJson(
      WindowJson window,
      List<CacheJson> caches,
      int total,
      @Nullable String next,
      TrustJson completeness) {}

  @GetMapping("/api/v1/caches")
  CacheListJson caches(Parameters parameters) {
    parameters.allowRangeAnd("env", "limit", "cursor");
    Window window = parameters.window();
    Listed<CacheRow> found = caches.caches(window);
    Page<CacheRow> page =
        parameters.page(
            found.rows(), row -> String.join("\0", row.service(), row.cache(), row.system()));
    return new CacheListJson(
        WindowJson.of(window),
        page.rows().stream().map(CacheJson::of).toList(),
        page.total(),
        page.next(),
        TrustJson.of(found.completeness()));
  }
}
