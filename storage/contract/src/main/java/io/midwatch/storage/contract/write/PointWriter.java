package io.midwatch.storage.contract.write;

import io.midwatch.model.MetricPoint;
import java.util.List;

/**
 * Stores metric points given as records; of points with equal series, start and time the first is
 * kept. Durability and errors are those of {@link TelemetryWriter#write}.
 */
public interface PointWriter {
  void writePoints(List<MetricPoint> points);
}
