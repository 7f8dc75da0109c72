package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.DB_CONNECTIONS;
import static io.midwatch.model.semconv.CanonicalMetric.DB_CONNECTION_LIMIT;

import io.midwatch.model.semconv.CanonicalMetric;
import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.operations.DatabaseRow.Limit;
import io.midwatch.query.operations.PoolsReader.Pool;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Databases: what callers see (spans), what pools say, what the server says; of everyone: {@link
 * OperationsOfCallers} tells callers apart. Thread-safe.
 */
public final class DatabasesService {
  /** What servers say of themselves. */
  private static final CanonicalMetric[] SERVER = {
    DB_CONNECTIONS,
    DB_CONNECTION_LIMIT,
    CanonicalMetric.DB_SIZE,
    CanonicalMetric.DB_REPLICATION_LAG,
    CanonicalMetric.DB_REPLICATION_DELAY,
    CanonicalMetric.DB_BLOCKS_HIT,
    CanonicalMetric.DB_BLOCKS_READ,
    CanonicalMetric.DB_PAGE_READS,
    CanonicalMetric.DB_LOCK_WAITS,
    CanonicalMetric.DB_DEADLOCKS,
    CanonicalMetric.CACHE_LOOKUPS
  };

  private final RollupReader rollups;
  private final MetricLookup metrics;
  private final PoolsReader pools;
  private final CallsReader reader;

  public DatabasesService(RollupReader rollups, MetricLookup metrics) {
    this.rollups = rollups;
    this.metrics = metrics;
    this.pools = new PoolsReader(metrics);
    this.reader = new CallsReader(rollups, OperationsTables.DATABASES);
  }

  /**
   * Databases called in the window, and the pools of services that call none.
   *
   * @param others the one nearest to its size first
   */
  public record Board(Listed<DatabaseRow> databases, List<PoolRow> others) {
    public Board {
      others = List.copyOf(others);
    }
  }

  /** Databases called in the window: the one nearest to a limit first, then by calls. */
  public Listed<DatabaseRow> databases(Window window) {
    return board(window).databases();
  }

  /** The same, with the pools that belong to none of them. */
  public Board board(Window window) {
    RollupAnswer answer =
        rollups.readRollup(
            window.rollup(OperationsTables.DATABASES.name(), "system", "database", "service"));
    Map<List<String>, Tally> callsByDatabase = new LinkedHashMap<>();
    for (RollupRow row : answer.rows()) {
      Tally calls =
          callsByDatabase.computeIfAbsent(List.of(row.text(0), row.text(1)), key -> new Tally());
      calls.calls += answer.count(row, "calls");
      calls.failed += answer.count(row, "failed");
      calls.duration.merge(answer.histogram(row, "duration"));
      calls.callers.add(row.text(2));
    }
    Listed<Pool> allPools = pools.pools(window);
    Listed<ReadSeries> servers = metrics.series(window, SERVER);
    Listed<DatabaseRow> databases =
        new Listed<>(
            callsByDatabase.entrySet().stream()
                .map(entry ->
                    row(window, entry.getKey(), entry.getValue(), allPools.rows(), servers.rows()))
                .sorted(
                    Comparator.comparingDouble((DatabaseRow row) ->
                            row.tightest() == null ? 0 : -row.tightest().ratio())
                        .thenComparing(row -> -row.calls())
                        .thenComparing(DatabaseRow::database))
                .toList(),
            answer.completeness().and(allPools.completeness()).and(servers.completeness()));
    Set<String> callers = new TreeSet<>();
    callsByDatabase.values().forEach(tally -> callers.addAll(tally.callers));
    return new Board(
        databases,
        allPools.rows().stream()
            .map(Pool::row)
            .filter(pool -> pool.speaks() && !callsFrom(callers, pool.service()))
            .sorted(PoolRow.TIGHTEST_FIRST)
            .toList());
  }

  /** Databases that a service calls, the most calls first. */
  public Listed<DatabaseUse> ofService(Window window, String service) {
    RollupAnswer answer =
        rollups.readRollup(
            window
                .rollup(OperationsTables.DATABASES.name(), "system", "database")
                .where(window.dimensionFilter(Filter.eq(Field.dimension("service"), service))));
    return new Listed<>(
        answer.rows().stream()
            .filter(row -> !row.overflow())
            .map(row -> {
              ExponentialHistogram duration = answer.histogram(row, "duration");
              return new DatabaseUse(
                  row.text(0),
                  row.text(1),
                  answer.count(row, "calls"),
                  answer.count(row, "failed"),
                  duration.count() == 0 ? null : duration.quantile(0.95));
            })
            .sorted(
                Comparator.comparingLong((DatabaseUse use) -> -use.calls())
                    .thenComparing(DatabaseUse::system)
                    .thenComparing(DatabaseUse::database))
            .toList(),
        answer.completeness());
  }

  /** One database; empty when nobody called it in the window. */
  public Optional<DatabaseDetail> database(Window window, String system, String database) {
    return databases(window).rows().stream()
        .filter(row -> row.system().equals(system) && row.database().equals(database))
        .findFirst()
        .map(row ->
            new DatabaseDetail(
                row,
                reader.calls(
                    window,
                    Filter.eq(Field.dimension("system"), system),
                    Filter.eq(Field.dimension("database"), database))));
  }

  private static final class Tally {
    private long calls;
    private long failed;
    private final ExponentialHistogram duration = new ExponentialHistogram();
    private final Set<String> callers = new TreeSet<>();
  }

  private static DatabaseRow row(
      Window window,
      List<String> database,
      Tally calls,
      List<Pool> allPools,
      List<ReadSeries> servers) {
    long until = window.range().toUnixNano();
    List<Pool> own =
        allPools.stream().filter(pool -> callsFrom(calls.callers, pool.row().service())).toList();
    List<ReadSeries> server =
        ReadSeries.newest(
            servers.stream().filter(series -> isOf(series, database)).toList(), _ -> "");
    List<ReadSeries> connections = ReadSeries.of(server, DB_CONNECTIONS);
    Double used = MetricSeries.latestSum(connections, until);
    Double max = MetricSeries.latestMax(ReadSeries.of(server, DB_CONNECTION_LIMIT), until);
    Limit tightest = tightest(own, used, max);
    return new DatabaseRow(
        database.get(0),
        database.get(1),
        calls.calls,
        calls.failed,
        calls.duration.count() == 0 ? null : calls.duration.quantile(0.95),
        used,
        used == null ? null : max,
        tightest,
        pending(own),
        List.copyOf(calls.callers),
        own.stream().map(Pool::row).toList(),
        DatabaseServer.of(server, window),
        tightest == null ? List.of() : pressure(window, tightest, own, connections));
  }

  /**
   * Whether a server's series is about the database: of the same system, and of the same name where
   * it has one. A limit has none: it is the whole server's.
   */
  private static boolean isOf(ReadSeries series, List<String> database) {
    String name = series.label(MetricTable.DATABASE);
    return isOfSystem(series.series().identity().name(), database.get(0))
        && (name.isEmpty() || name.equals(database.get(1)));
  }

  /** By the first word of the name: receivers and exporters begin with their system's. */
  private static boolean isOfSystem(String metric, String system) {
    return switch (metric.replaceFirst("[._].*", "")) {
      case "pg", "postgresql" -> system.equals("postgresql");
      case "mysql" -> system.equals("mysql") || system.equals("mariadb");
      case String first -> first.equals(system);
    };
  }

  /** Callers carry their namespace, pools' resources may not: {@code shop/checkout} is checkout. */
  private static boolean callsFrom(Set<String> callers, String service) {
    return callers.contains(service)
        || callers.stream().anyMatch(caller -> caller.endsWith("/" + service));
  }

  private static @Nullable Limit tightest(
      List<Pool> pools, @Nullable Double used, @Nullable Double max) {
    Stream<Limit> ofPools =
        pools.stream()
            .map(Pool::row)
            .filter(pool -> pool.usedRatio() != null)
            .map(pool -> limitOf(pool))
            .filter(java.util.Objects::nonNull);
    Stream<Limit> ofServer =
        used == null || max == null || max <= 0
            ? Stream.empty()
            : Stream.of(new Limit("connections", "", used, max));
    return Stream.concat(ofPools, ofServer)
        .max(Comparator.comparingDouble(Limit::ratio))
        .orElse(null);
  }

  private static @Nullable Limit limitOf(PoolRow pool) {
    Double used = pool.used();
    Double max = pool.max();
    return used == null || max == null ? null : new Limit("pool", pool.service(), used, max);
  }

  private static @Nullable Double pending(List<Pool> pools) {
    Double sum = null;
    for (Pool pool : pools) {
      Double pending = pool.row().pending();
      if (pending != null) {
        sum = (sum == null ? 0 : sum) + pending;
      }
    }
    return sum;
  }

  /** Used share of the tightest limit over time; a pool's size is taken as it is now. */
  private static List<ValuePoint> pressure(
      Window window, Limit tightest, List<Pool> pools, List<ReadSeries> connections) {
    List<ReadSeries> series = new ArrayList<>(connections);
    if (tightest.what().equals("pool")) {
      series =
          pools.stream()
              .filter(pool -> pool.row().service().equals(tightest.whose()))
              .filter(pool -> tightest.equals(limitOf(pool.row())))
              .limit(1)
              .flatMap(pool -> pool.used().stream())
              .toList();
    }
    return MetricSeries.summed(series, window.stepNanos()).stream()
        .map(point -> new ValuePoint(point.timeUnixNano(), point.value() / tightest.max()))
        .toList();
  }
}
