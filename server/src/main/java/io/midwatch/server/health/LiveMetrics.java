package io.midwatch.server.health;

import io.midwatch.ui.live.LiveStreams;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/** How many browsers follow the pages, read at each scrape. */
public final class LiveMetrics extends Collector {
  private final LiveStreams streams;

  public LiveMetrics(LiveStreams streams) {
    this.streams = streams;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return List.of(
        new GaugeMetricFamily(
            "midwatch_live_streams",
            "Browsers that are told when something came in.",
            streams.count()));
  }
}
