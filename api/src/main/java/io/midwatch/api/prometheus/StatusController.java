package io.midwatch.api.prometheus;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /prometheus/api/v1}: what answers here. */
@RestController
class StatusController {
  private static final String BASE = "/prometheus/api/v1/";

  /** Grafana decides by this version what it may ask; it is the one whose API is answered. */
  private static final Map<String, String> BUILD =
      Map.of(
          "version", "3.14.0",
          "revision", "midwatch",
          "branch", "midwatch",
          "buildUser", "",
          "buildDate", "",
          "goVersion", "");

  @GetMapping(BASE + "status/buildinfo")
  ResponseEntity<byte[]> buildInfo() {
    return PrometheusJson.success(BUILD);
  }
}
