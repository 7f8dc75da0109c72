package io.midwatch.api.prometheus;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What answers under {@code /prometheus}, and what clients ask of a Prometheus that Midwatch has
 * none of: targets, a configuration, flags. Those are well-formed and empty.
 */
@RestController
class StatusController {
  private static final String ROOT = "/prometheus/";
  private static final String BASE = ROOT + "api/v1/";

  /** Grafana decides by this version what it may ask; it is the one whose API is answered. */
  private static final Map<String, String> BUILD =
      Map.of(
          "version", "3.14.0",
          "revision", "midwatch",
          "branch", "midwatch",
          "buildUser", "",
          "buildDate", "",
          "goVersion", "");

  private final InstantSource clock;
  private final Instant started;

  StatusController(InstantSource clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  @GetMapping(path = ROOT + "-/healthy", produces = MediaType.TEXT_PLAIN_VALUE)
  String healthy() {
    return "Prometheus Server is Healthy.\n";
  }

  @GetMapping(path = ROOT + "-/ready", produces = MediaType.TEXT_PLAIN_VALUE)
  String ready() {
    return "Prometheus Server is Ready.\n";
  }

  @GetMapping(BASE + "targets")
  ResponseEntity<byte[]> targets() {
    return PrometheusJson.success(
        Map.of(
            "activeTargets", List.of(),
            "droppedTargets", List.of(),
            "droppedTargetCounts", Map.of()));
  }

  @GetMapping(BASE + "targets/metadata")
  ResponseEntity<byte[]> targetMetadata() {
    return PrometheusJson.success(List.of());
  }

  @GetMapping(BASE + "status/buildinfo")
  ResponseEntity<byte[]> buildInfo() {
    return PrometheusJson.success(BUILD);
  }

  @GetMapping(BASE + "status/config")
  ResponseEntity<byte[]> config() {
    return PrometheusJson.success(Map.of("yaml", ""));
  }

  @GetMapping(BASE + "status/flags")
  ResponseEntity<byte[]> flags() {
    return PrometheusJson.success(Map.of());
  }

  /** Of the machine nothing is told but what a query may use of it. */
  @GetMapping(BASE + "status/runtimeinfo")
  ResponseEntity<byte[]> runtimeInfo() {
    Map<String, Object> info = new HashMap<>();
    info.put("startTime", started.toString());
    info.put("serverTime", clock.instant().toString());
    info.put("lastConfigTime", started.toString());
    info.put("reloadConfigSuccess", true);
    info.put("corruptionCount", 0);
    info.put("goroutineCount", Thread.activeCount());
    info.put("GOMAXPROCS", Runtime.getRuntime().availableProcessors());
    info.put("GOMEMLIMIT", Runtime.getRuntime().maxMemory());
    for (String unknown : List.of("CWD", "hostname", "GOGC", "GODEBUG", "storageRetention")) {
      info.put(unknown, "");
    }
    return PrometheusJson.success(info);
  }

  /** Nothing is counted: series lie in Midwatch's own files. */
  @GetMapping(BASE + "status/tsdb")
  ResponseEntity<byte[]> tsdb() {
    return PrometheusJson.success(
        Map.of(
            "headStats",
            Map.of("numSeries", 0, "numLabelPairs", 0, "chunkCount", 0, "minTime", 0, "maxTime", 0),
            "seriesCountByMetricName",
            List.of(),
            "labelValueCountByLabelName",
            List.of(),
            "memoryInBytesByLabelName",
            List.of(),
            "seriesCountByLabelValuePair",
            List.of()));
  }
}
