package io.midwatch.collector.ingest;

import io.midwatch.model.Signal;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.util.Locale;

/** The collector's own counters, on an injected registry. Labels come from closed sets only. */
public final class IngestMetrics {
  private final Counter requests;
  private final Counter accepted;
  private final Counter rejected;
  private final Counter duplicates;
  private final Counter refused;

  public IngestMetrics(CollectorRegistry registry) {
    requests =
        counter(
            registry,
            "midwatch_otlp_requests_total",
            "OTLP requests by how they came and how they ended.",
            "signal",
            "transport",
            "encoding",
            "outcome");
    accepted =
        counter(registry, "midwatch_items_accepted_total", "Items taken into the store.", "signal");
    rejected =
        counter(
            registry,
            "midwatch_items_rejected_total",
            "Items refused for good.",
            "signal",
            "reason");
    duplicates =
        counter(
            registry,
            "midwatch_items_duplicate_total",
            "Items of requests that had been stored before.",
            "signal");
    refused =
        counter(
            registry,
            "midwatch_otlp_refused_total",
            "Requests turned away whole.",
            "signal",
            "reason");
    for (Signal signal : Signal.values()) {
      accepted.labels(signal.label());
      duplicates.labels(signal.label());
    }
  }

  private static Counter counter(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Counter.build(name, help).labelNames(labels).register(registry);
  }

  void accepted(Arrival arrival, CheckedRequest request) {
    request(arrival, request.reasons().isEmpty() ? "accepted" : "partial");
    accepted.labels(arrival.signal().label()).inc(request.acceptedCount());
    rejected(arrival, request);
  }

  void duplicate(Arrival arrival, CheckedRequest request) {
    request(arrival, "duplicate");
    duplicates.labels(arrival.signal().label()).inc(request.acceptedCount());
    rejected(arrival, request);
  }

  void refused(Arrival arrival, RefuseReason reason) {
    request(arrival, "refused");
    refused.labels(arrival.signal().label(), reason.label()).inc();
  }

  private void request(Arrival arrival, String outcome) {
    requests
        .labels(
            arrival.signal().label(),
            arrival.transport().name().toLowerCase(Locale.ROOT),
            arrival.format().name().toLowerCase(Locale.ROOT),
            outcome)
        .inc();
  }

  private void rejected(Arrival arrival, CheckedRequest request) {
    request
        .reasons()
        .forEach((reason, items) ->
            rejected.labels(arrival.signal().label(), reason.label()).inc(items));
  }
}
