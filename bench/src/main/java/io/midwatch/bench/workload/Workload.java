package io.midwatch.bench.workload;

import io.midwatch.model.Signal;
import java.util.List;

/**
 * Telemetry of one signal as senders would export it, a pure function of seed, size and time range.
 * It comes in windows, ordered by time, which can be made in any order and at the same time.
 * Thread-safe.
 */
public sealed interface Workload permits SpanWorkload, LogWorkload, MetricWorkload {
  /** Items per request at most, the usual size of an exporter's batch. */
  int REQUEST_ITEMS = 512;

  Signal signal();

  /** How many windows there are. */
  int windows();

  /** The requests of window {@code index}, in the order they are sent. */
  List<ExportRequest> window(int index);
}
