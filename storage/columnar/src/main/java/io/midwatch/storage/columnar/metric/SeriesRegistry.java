package io.midwatch.storage.columnar.metric;

import io.midwatch.model.SeriesIdentity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The series of one hot buffer, each registered once with its OTLP identity and its Prometheus
 * label set, numbered from 0 in the order they came. Bounded: a series beyond the most is refused.
 * One writer, many readers.
 *
 * <pre>
 * 0   queue.depth {queue: orders}    queue_depth{job="shop", queue="orders"}
 * 1   queue.depth {queue: refunds}   queue_depth{job="shop", queue="refunds"}
 * </pre>
 */
public final class SeriesRegistry {
  static final int REFUSED = -1;

  /** Objects of a series beside its texts, roughly. */
  private static final int SERIES_BYTES = 600;

  private final int maxSeries;
  private final Map<SeriesIdentity, Integer> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final HotLabelIndex labels = new HotLabelIndex();

  /** Replaced before the index tells of a number beyond its end. */
  private @Nullable RegisteredSeries[] series = new RegisteredSeries[64];

  private int size;
  private volatile long memoryBytes;

  /**
   * @param maxSeries most series, at least 1
   */
  public SeriesRegistry(int maxSeries) {
    if (maxSeries < 1) {
      throw new IllegalArgumentException("maxSeries must be positive: " + maxSeries);
    }
    this.maxSeries = maxSeries;
  }

  /** The number of a series, a new one when it is not known; {@link #REFUSED} when full. */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  int register(SeriesIdentity identity) {
    Integer known = numbers.get(identity);
    if (known != null) {
      return known;
    }
    if (size == maxSeries) {
      return REFUSED;
    }
    if (size == series.length) {
      series = Arrays.copyOf(series, size * 2);
    }
    RegisteredSeries registered = RegisteredSeries.of(identity);
    int number = size++;
    series[number] = registered;
    numbers.put(identity, number);
    labels.add(number, shared(registered.labels()));
    memoryBytes += bytes(registered);
    return number;
  }

  /** Labels come again and again; the index keeps one instance of each text. */
  private Map<String, String> shared(Map<String, String> map) {
    Map<String, String> shared = HashMap.newHashMap(map.size());
    map.forEach((label, value) -> shared.put(shared(label), shared(value)));
    return shared;
  }

  private String shared(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static long bytes(RegisteredSeries series) {
    long bytes = SERIES_BYTES;
    for (Map.Entry<String, String> label : series.labels().entrySet()) {
      bytes += 2L * label.getValue().length() + label.getKey().length() + 100;
    }
    return bytes;
  }

  /** Series that are registered. */
  public int size() {
    return labels.seriesCount();
  }

  /** Memory of the series and their index, roughly. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /** A series below {@link #size()}. */
  RegisteredSeries series(int number) {
    RegisteredSeries registered = series[number];
    if (registered == null) {
      throw new IllegalArgumentException("no series " + number);
    }
    return registered;
  }

  LabelIndex labels() {
    return labels;
  }
}
