package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metric points in memory, by series, from the first that is appended until they are sealed. One
 * writer; readers see every point that was published.
 */
public final class HotPoints extends MetricPart {
  private final SeriesRegistry registry;
  private final Map<SeriesIdentity, RunningTotal> totalsBefore;
  private final List<SeriesBuffer> touched = new ArrayList<>();

  /** Replaced before the registry tells of a number beyond its end. */
  private @Nullable SeriesBuffer[] buffers = new SeriesBuffer[64];

  private long appended;
  private long minAppended = Long.MAX_VALUE;
  private long maxAppended = Long.MIN_VALUE;
  private long bufferBytes;
  private long duplicates;
  private long refused;
  private volatile Figures figures = new Figures(0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

  private record Figures(long points, long minTime, long maxTime, long memoryBytes) {}

  /**
   * @param totalsBefore of series of deltas, what they added up to before
   */
  HotPoints(int maxSeries, Map<SeriesIdentity, RunningTotal> totalsBefore) {
    this.registry = new SeriesRegistry(maxSeries);
    this.totalsBefore = Map.copyOf(totalsBefore);
  }

  /** The number of a series, {@link SeriesRegistry#REFUSED} when there are too many. */
  int register(SeriesIdentity identity, SentWith sent) {
    int next = registry.size();
    if (next == buffers.length) {
      buffers = Arrays.copyOf(buffers, next * 2);
    }
    buffers[next] = new SeriesBuffer(sent);
    return registry.register(identity);
  }

  /** Counts a point of a series that was refused. */
  void refuse() {
    refused++;
  }

  /** Adds a point; false when it is here already. */
  boolean append(
      int number, SentWith sent, long start, long time, int flags, Value value, byte[] exemplars) {
    SeriesBuffer buffer = buffer(number);
    if (!buffer.add(start, time, flags, value.kind(), value.bits(), value.encoded())) {
      duplicates++;
      return false;
    }
    if (exemplars.length > 0) {
      buffer.exemplars(start, time, exemplars);
    }
    buffer.sentWith(sent);
    if (sent.metric().temporality() == Temporality.DELTA) {
      buffer.count(value.added(), value.counted());
    }
    touched.add(buffer);
    appended++;
    minAppended = Math.min(minAppended, time);
    maxAppended = Math.max(maxAppended, time);
    return true;
  }

  /** The value of a point while it is appended; reused, so that a number costs no object. */
  interface Value {
    byte kind();

    long bits();

    byte[] encoded();

    double added();

    long counted();
  }

  /** Lets readers see everything that was appended. */
  void publish() {
    for (SeriesBuffer buffer : touched) {
      bufferBytes += buffer.publish();
    }
    touched.clear();
    long bytes = registry.memoryBytes() + bufferBytes;
    figures = new Figures(appended, minAppended, maxAppended, bytes);
  }

  /** Points that were here already. */
  public long duplicates() {
    return duplicates;
  }

  /** Points of series that were refused because there were too many. */
  public long refused() {
    return refused;
  }

  /** The series of this buffer. */
  public SeriesRegistry registry() {
    return registry;
  }

  @Override
  public long pointCount() {
    return figures.points;
  }

  @Override
  public long minTimeUnixNano() {
    return figures.minTime;
  }

  @Override
  public long maxTimeUnixNano() {
    return figures.maxTime;
  }

  /** As of the last publishing. */
  @Override
  public long memoryBytes() {
    return figures.memoryBytes;
  }

  @Override
  LabelIndex labels() {
    return registry.labels();
  }

  @Override
  SeriesIdentity identity(int number) {
    return registry.series(number).identity();
  }

  @Override
  RegisteredSeries series(int number) {
    return registry.series(number);
  }

  @Override
  SentWith sent(int number) {
    return buffer(number).sent();
  }

  @Override
  List<Piece> pieces(int number) {
    SeriesBuffer buffer = buffer(number);
    SeriesBuffer.Extent extent = buffer.extent();
    if (extent.ordered() + extent.late() == 0) {
      return List.of();
    }
    return List.of(new HotPiece(buffer, extent, buffer.minTime(extent), buffer.maxTime(extent)));
  }

  private record HotPiece(
      SeriesBuffer buffer, SeriesBuffer.Extent extent, long minTime, long maxTime)
      implements Piece {
    @Override
    public PointColumns read(TimeRange range) {
      return buffer.read(extent, range);
    }

    @Override
    public PointColumns readAll() {
      return buffer.readAll(extent);
    }

    @Override
    public NumberColumns readNumbers(TimeRange range) {
      return buffer.readNumbers(extent, range);
    }

    @Override
    public boolean anyIn(TimeRange range) {
      return buffer.anyIn(extent, range);
    }
  }

  @Override
  List<MetricMetadata> metadata() {
    Map<MetricMetadata, RegisteredSeries> first = new HashMap<>();
    for (int number = 0; number < registry.size(); number++) {
      SeriesBuffer.Extent extent = buffer(number).extent();
      if (extent.ordered() + extent.late() > 0) {
        RegisteredSeries series = series(number);
        first.merge(
            new MetricMetadata(series.name(), sent(number).metric()),
            series,
            (one, other) -> RegisteredSeries.ORDER.compare(one, other) <= 0 ? one : other);
      }
    }
    return first.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(RegisteredSeries.ORDER))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  RunningTotal totalBefore(int number) {
    return totalsBefore.getOrDefault(series(number).identity(), RunningTotal.ZERO);
  }

  /** What every series of deltas adds up to after this buffer. */
  Map<SeriesIdentity, RunningTotal> totalsAfter(int most) {
    Map<SeriesIdentity, RunningTotal> totals = new HashMap<>();
    for (int i = 0; i < registry.size(); i++) {
      if (buffer(i).isDelta()) {
        totals.put(series(i).identity(), buffer(i).totalAfter(totalBefore(i)));
      }
    }
    totalsBefore.forEach((identity, total) -> {
      if (totals.size() < most) {
        totals.putIfAbsent(identity, total);
      }
    });
    return totals;
  }

  private SeriesBuffer buffer(int number) {
    SeriesBuffer buffer = buffers[number];
    if (buffer == null) {
      throw new IllegalArgumentException("no series " + number);
    }
    return buffer;
  }
}
