package io.midwatch.api.overview;

import io.midwatch.api.request.Parameters;
import io.midwatch.query.overview.OverviewService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/overview}. */
@RestController
class OverviewController {
  private final OverviewService overview;

  OverviewController(OverviewService overview) {
    this.overview = overview;
  }

  @GetMapping("/api/v1/overview")
  OverviewJson overview(Parameters parameters) {
    return OverviewJson.of(overview.overview(parameters.allow().window()));
  }
}
