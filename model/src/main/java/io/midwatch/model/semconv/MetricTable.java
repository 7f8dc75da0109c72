package io.midwatch.model.semconv;

import io.midwatch.model.SeriesIdentity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics, old and new, OpenTelemetry's and Micrometer's, mean the same. What {@link
 * SemconvTable} is for attributes. Names with dots are also found as Prometheus senders write them:
 * {@code hikaricp_connections_active}, {@code http_server_requests_seconds}.
 *
 * <pre>
 * meaning           names, newest first                                            labels
 * POOL_CONNECTIONS  db.client.connection.count, db.client.connections.usage,       pool, state
 *                   hikaricp.connections.active with hikaricp.connections.idle, …
 * JVM_MEMORY_USED   jvm.memory.used, …, jvm.memory.used with area (Micrometer)     type, pool
 * </pre>
 *
 * <p>Source: OpenTelemetry semantic conventions 1.44.0 and what is named at each part.
 */
public final class MetricTable {
  /** The label that names a pool of database connections. */
  public static final String POOL = DatabaseMetrics.POOL;

  /** The label that tells idle from used connections. */
  public static final String POOL_STATE = DatabaseMetrics.POOL_STATE;

  /** The label that names a database. */
  public static final String DATABASE = DatabaseMetrics.DATABASE;

  /** The label that tells all reads of pages, {@code read_requests}, from those of disk. */
  public static final String PAGE_READ = DatabaseMetrics.PAGE_READ;

  /** The label that tells hits from misses. */
  public static final String CACHE_RESULT = DatabaseMetrics.CACHE_RESULT;

  /** The label that names a cache; empty where a server is one. */
  public static final String CACHE_NAME = DatabaseMetrics.CACHE_NAME;

  /** The label that tells lookups, {@code get} or empty, from what else hits or misses. */
  public static final String CACHE_OPERATION = DatabaseMetrics.CACHE_OPERATION;

  /** The label that names a queue or topic. */
  public static final String DESTINATION = MessagingMetrics.DESTINATION;

  /** The label that tells messages that are ready from those that are out for delivery. */
  public static final String MESSAGE_STATE = MessagingMetrics.MESSAGE_STATE;

  /** What Prometheus and Micrometer append to a name: the kind, then the unit. */
  private static final List<String> PROMETHEUS_SUFFIXES =
      List.of(
          "_total",
          "_seconds",
          "_milliseconds",
          "_bytes",
          "_ratio",
          "_threads",
          "_tasks",
          "_classes",
          "_buffers",
          "_files");

  private static final List<MetricRow> ROWS =
      Stream.of(
              HttpMetrics.ROWS,
              DatabaseMetrics.ROWS,
              MessagingMetrics.ROWS,
              RuntimeMetrics.JVM,
              RuntimeMetrics.SATURATION,
              TelemetryMetrics.ROWS)
          .flatMap(List::stream)
          .toList();

  private static final Map<CanonicalMetric, MetricRow> BY_METRIC = byMetric();
  private static final Map<String, List<Entry>> BY_NAME = byName();

  private record Entry(MetricRow row, int position) {
    MetricSpelling spelling() {
      return row.spellings().get(position);
    }
  }

  private MetricTable() {}

  static List<MetricRow> rows() {
    return ROWS;
  }

  /** The names of a meaning, newest first. */
  public static List<String> names(CanonicalMetric metric) {
    MetricRow row = BY_METRIC.get(metric);
    return row == null
        ? List.of()
        : row.spellings().stream().map(MetricSpelling::name).distinct().toList();
  }

  /** Whether a metric of that name can mean one of these. */
  public static boolean mayMean(String name, Set<CanonicalMetric> metrics) {
    return entries(name).stream().anyMatch(entry -> metrics.contains(entry.row().metric()));
  }

  /** How a series is read; null when the table does not know it. */
  public static @Nullable MetricReading read(SeriesIdentity series) {
    Entry best = null;
    for (Entry entry : entries(series.name())) {
      MetricSpelling spelling = entry.spelling();
      if (spelling.fits(series)) {
        if (spelling.isConditional()) {
          best = entry;
          break;
        }
        best = best == null ? entry : best;
      }
    }
    return best == null ? null : reading(best, series);
  }

  private static MetricReading reading(Entry entry, SeriesIdentity series) {
    CanonicalMetric metric = entry.row().metric();
    MetricSpelling spelling = entry.spelling();
    String unit = series.unit();
    if (MetricUnit.find(unit) == null) {
      String inName = unitInName(series.name(), spelling.name());
      unit = inName.isEmpty() ? spelling.unitWhenEmpty() : inName;
    }
    return new MetricReading(
        metric,
        entry.row().generation(entry.position()),
        MetricUnit.factor(unit, metric.unit()),
        new MetricReading.Labels(entry.row(), spelling, series));
  }

  /** The unit a Prometheus sender put behind the name; empty when the name is as in the table. */
  private static String unitInName(String name, String spelled) {
    if (name.equals(spelled)) {
      return "";
    }
    String bare = without(name, "_total");
    int last = bare.lastIndexOf('_');
    String word = last < 0 ? "" : bare.substring(last + 1);
    return MetricUnit.find(word) == null ? "" : word;
  }

  private static List<Entry> entries(String name) {
    List<Entry> exact = BY_NAME.get(name);
    if (exact != null || name.indexOf('.') >= 0) {
      return exact == null ? List.of() : exact;
    }
    String bare = name;
    for (String suffix : PROMETHEUS_SUFFIXES) {
      bare = without(bare, suffix);
      List<Entry> found = BY_NAME.get(bare);
      if (found != null) {
        return found;
      }
    }
    return List.of();
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static Map<CanonicalMetric, MetricRow> byMetric() {
    Map<CanonicalMetric, MetricRow> rows = new EnumMap<>(CanonicalMetric.class);
    for (MetricRow row : ROWS) {
      if (rows.put(row.metric(), row) != null) {
        throw new IllegalStateException("two rows for " + row.metric());
      }
    }
    return rows;
  }

  private static Map<String, List<Entry>> byName() {
    Map<String, List<Entry>> entries = new HashMap<>();
    for (MetricRow row : ROWS) {
      for (int i = 0; i < row.spellings().size(); i++) {
        String name = row.spellings().get(i).name();
        Entry entry = new Entry(row, i);
        entries.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry);
        String underscored = name.replace('.', '_');
        if (!underscored.equals(name)) {
          entries.computeIfAbsent(underscored, _ -> new ArrayList<>()).add(entry);
        }
      }
    }
    entries.replaceAll((_, list) -> List.copyOf(list));
    return Map.copyOf(entries);
  }
}
