package io.midwatch.storage.elasticsearch.rollup;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import io.midwatch.storage.contract.answer.rollup.RollupAnswering;
import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.answer.rollup.TableKeys;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupWriter;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Cluster;
import io.midwatch.storage.elasticsearch.client.Patience;
import io.midwatch.storage.elasticsearch.doc.Fingerprint;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.read.FilterQuery;
import io.midwatch.storage.elasticsearch.read.Hits;
import io.midwatch.storage.elasticsearch.rollup.BucketRows.BucketRow;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * A document is one writer's running total of one bucket and one key, with the last log position
 * that is in it. A total is rewritten as a whole, so writing it again changes nothing. After a crash
 * batches come again from the log: totals are read back, and a position that a total holds already
 * is not added to it. Named rows are written before overflow rows, so that a row that found its
 * bucket full the first time cannot be counted in both.
 */
/**
 * Rollups in Elasticsearch, in buckets of 15 s. Updates are gathered in memory and written by
 * {@link #flush}; readers see what was flushed, merged over all writers. Items older than the
 * retention or more than an hour in the future are not counted. Thread-safe.
 */
public final class ElasticsearchRollups implements RollupReader, RollupWriter {
  private static final System.Logger log = System.getLogger(ElasticsearchRollups.class.getName());
  private static final Duration MAX_AHEAD = Duration.ofHours(1);

  /** Of one query, far below what a server takes. */
  private static final int STARTS_AT_ONCE = 500;

  /** Rows kept in memory between updates. */
  private static final int MOST_ROWS = 50_000;

  private final Map<String, RollupTable> tables = new LinkedHashMap<>();
  private final Cluster cluster;
  private final Names names;
  private final Hits hits;
  private final Bulk bulk;
  private final Patience patience;
  private final String writer;
  private final InstantSource clock;
  private final Duration retention;

  /** Buckets whose rows are all here, those used last at the end. */
  private final Map<Place, BucketRows> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<String, Long> refused = new ConcurrentHashMap<>();
  private int rows;
  private long coveredPosition;

  private record Place(String table, long start) {}

  /**
   * @param writer names the rows this process counts
   * @param coveredPosition the last one that is flushed
   */
  public ElasticsearchRollups(
      List<RollupTable> tables,
      Cluster cluster,
      Names names,
      Bulk bulk,
      Patience patience,
      String writer,
      long coveredPosition,
      InstantSource clock,
      Duration retention) {
    tables.forEach(table -> this.tables.put(table.name(), table));
    this.cluster = cluster;
    this.names = names;
    this.hits = new Hits(cluster);
    this.bulk = bulk;
    this.patience = patience;
    this.writer = writer;
    this.coveredPosition = coveredPosition;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public List<RollupTable> rollupTables() {
    return List.copyOf(tables.values());
  }

  private RollupTable table(String name) {
    RollupTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "there is no rollup " + name + "; there are " + tables.keySet());
    }
    return table;
  }

  @Override
  public synchronized long coveredPosition() {
    return coveredPosition;
  }

  @Override
  public synchronized boolean apply(long position, Consumer<RollupSink> update) {
    if (position <= coveredPosition) {
      return false;
    }
    Staged staged = stage();
    update.accept(staged);
    return apply(position, staged);
  }

  /** Where an update that comes in parts is counted before it is applied as one. */
  public Staged stage() {
    return new Staged();
  }

  /** Applies an update as {@link #apply(long, Consumer)} does. */
  public synchronized boolean apply(long position, Staged staged) {
    if (position <= coveredPosition) {
      return false;
    }
    Instant now = clock.instant();
    long horizon = nanos(now.minus(retention));
    long latest = nanos(now.plus(MAX_AHEAD));
    staged.buckets.keySet().removeIf(place -> place.start() < horizon || place.start() > latest);
    load(staged.buckets.keySet());
    staged.buckets.forEach((place, counts) -> add(place, counts, position));
    coveredPosition = position;
    return true;
  }

  private void add(Place place, Map<RollupKey, RollupCounts> counts, long position) {
    BucketRows bucket = buckets.computeIfAbsent(place, _ -> new BucketRows(table(place.table())));
    int before = bucket.rows().size();
    Set<BucketRow> fresh = new HashSet<>();
    counts.forEach((key, more) -> {
      BucketRow row = bucket.row(key);
      if (row.through() < position || fresh.contains(row)) {
        fresh.add(row);
        BucketRows.add(row, more, position);
      }
    });
    rows += bucket.rows().size() - before;
  }

  /** Reads back this writer's rows of buckets that are not in memory. */
  private void load(Set<Place> places) {
    Set<Long> starts = new TreeSet<>();
    for (Place place : places) {
      if (!buckets.containsKey(place)) {
        starts.add(place.start());
      }
    }
    if (starts.isEmpty()) {
      return;
    }
    Map<Place, BucketRows> found = new LinkedHashMap<>();
    List<Long> all = List.copyOf(starts);
    for (int from = 0; from < all.size(); from += STARTS_AT_ONCE) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + STARTS_AT_ONCE));
      found.putAll(patience.until(() -> read(some)));
    }
    for (RollupTable table : tables.values()) {
      for (long start : starts) {
        Place place = new Place(table.name(), start);
        if (!buckets.containsKey(place)) {
          BucketRows bucket = found.getOrDefault(place, new BucketRows(table));
          rows += bucket.rows().size();
          buckets.put(place, bucket);
        }
      }
    }
  }

  private Map<Place, BucketRows> read(List<Long> starts) {
    cluster.ask(
        "refresh rollups", client -> client.indices().refresh(all -> all.index(everywhere())));
    Query query =
        FilterQuery.all(
            FilterQuery.term(Names.WRITER, writer),
            FilterQuery.terms(Names.BUCKET, starts.stream().map(String::valueOf).toList()));
    Map<Place, BucketRows> found = new LinkedHashMap<>();
    walk(
        query,
        hit -> {
          RollupTable table = tables.get(hit.text(Names.TABLE));
          RollupCodec.Row row = table == null ? null : readable(table, hit);
          if (table != null && row != null) {
            found
                .computeIfAbsent(
                    new Place(table.name(), hit.number(Names.BUCKET)), _ -> new BucketRows(table))
                .put(new BucketRow(row.key(), row.counts(), hit.number(Names.THROUGH)));
          }
        });
    return found;
  }

  /** Null when it cannot be; that is counted. */
  private RollupCodec.@Nullable Row readable(RollupTable table, Hits.Found hit) {
    try {
      return RollupCodec.read(table, hit.bytes(Names.RAW));
    } catch (StoreException | IllegalArgumentException e) {
      log.log(Level.ERROR, "a total of " + table.name() + " cannot be read", e);
      refused("unreadable");
      return null;
    }
  }

  private void walk(Query query, Consumer<Hits.Found> visitor) {
    hits.walk(
        everywhere(),
        query,
        List.of(Hits.ascending(Names.BUCKET), Hits.ascending(Names.ID)),
        null,
        Hits.PAGE,
        hit -> {
          visitor.accept(hit);
          return true;
        });
  }

  private String everywhere() {
    return names.all(Kind.ROLLUPS);
  }

  /** Writes every total that changed; returns when they are written. */
  public synchronized void flush() {
    write(false);
    write(true);
    var oldest = buckets.entrySet().iterator();
    while (rows > MOST_ROWS && oldest.hasNext()) {
      rows -= oldest.next().getValue().rows().size();
      oldest.remove();
    }
  }

  /**
   * Does what counting and flushing do and changes nothing: asks for totals, and writes one again
   * when one is known.
   */
  public synchronized void rehearse() {
    if (tables.isEmpty()) {
      return;
    }
    long now = nanos(clock.instant());
    patience.until(() -> read(List.of(now - Math.floorMod(now, RollupQuery.RESOLUTION_NANOS))));
    buckets.values().stream()
        .flatMap(bucket -> bucket.rows().stream())
        .findAny()
        .ifPresent(BucketRow::writeAgain);
    flush();
  }

  private void write(boolean overflow) {
    Piece piece = new Piece();
    for (Map.Entry<Place, BucketRows> bucket : buckets.entrySet()) {
      for (BucketRow row : bucket.getValue().rows()) {
        if (row.isChanged() && row.key().overflow() == overflow) {
          Bulk.Document document = document(bucket.getKey(), bucket.getValue().table(), row);
          if (document != null) {
            piece.add(row, document);
          }
        }
      }
    }
    piece.send();
  }

  /** Totals of one request. */
  private final class Piece {
    private final List<Bulk.Document> documents = new ArrayList<>();
    private final List<BucketRow> written = new ArrayList<>();
    private long bytes;

    void add(BucketRow row, Bulk.Document document) {
      documents.add(document);
      written.add(row);
      bytes += document.json().length;
      if (Bulk.isFull(documents.size(), bytes)) {
        send();
      }
    }

    void send() {
      for (Bulk.Outcome outcome : bulk.write(documents)) {
        if (outcome instanceof Bulk.Outcome.Refused(String reason)) {
          refused(reason);
        }
      }
      written.forEach(BucketRow::written);
      documents.clear();
      written.clear();
      bytes = 0;
    }
  }

  private void refused(String reason) {
    if (refused.merge(reason, 1L, Long::sum) == 1) {
      log.log(Level.ERROR, "some figures are lost: " + reason);
    }
  }

  /** How many totals were refused for good, or could not be read, since the start, by reason. */
  public Map<String, Long> refused() {
    return Map.copyOf(refused);
  }

  /** Null when the row cannot be written; it is counted and left alone. */
  private Bulk.@Nullable Document document(Place place, RollupTable table, BucketRow row) {
    byte[] raw;
    try {
      raw = RollupCodec.write(table, row.key(), row.counts());
    } catch (RuntimeException e) {
      row.written();
      refused("unwritable");
      log.log(Level.DEBUG, "a row of " + table.name() + " cannot be written", e);
      return null;
    }
    String id = id(place, row.key());
    return Bulk.Document.of(
        names.month(place.start()),
        id,
        Map.of(
            Names.ID, id,
            Names.WRITER, writer,
            Names.TABLE, table.name(),
            Names.BUCKET, place.start(),
            Names.THROUGH, row.through(),
            Names.RAW, Base64.getEncoder().encodeToString(raw)),
        true);
  }

  private String id(Place place, RollupKey key) {
    List<String> parts = new ArrayList<>();
    parts.add(writer);
    parts.add(place.table());
    parts.add(Long.toString(place.start()));
    parts.add(Boolean.toString(key.overflow()));
    for (AttributeValue value : key.values()) {
      parts.add(Fingerprint.of(value));
    }
    return Fingerprint.ofTexts(parts.toArray(String[]::new));
  }

  @Override
  public RollupAnswer readRollup(RollupQuery query) {
    RollupTable table = table(query.table());
    RollupAnswering answering = new RollupAnswering(table, query);
    long step = query.stepNanos() == 0 ? RollupQuery.RESOLUTION_NANOS : query.stepNanos();
    TimeRange covered = new BucketWidth(step).cover(query.range());
    if (!refused.isEmpty()) {
      answering.incomplete("some figures could not be stored: " + new TreeSet<>(refused.keySet()));
    }
    long horizon = nanos(clock.instant().minus(retention));
    horizon -= Math.floorMod(horizon, RollupQuery.RESOLUTION_NANOS);
    if (horizon > covered.fromUnixNano()) {
      covered = new TimeRange(Math.min(covered.toUnixNano(), horizon), covered.toUnixNano());
      answering.incomplete(
          "figures before "
              + Instant.ofEpochSecond(0, covered.fromUnixNano())
              + " are no longer kept");
    }
    walk(
        FilterQuery.all(
            FilterQuery.term(Names.TABLE, table.name()),
            FilterQuery.between(Names.BUCKET, covered.fromUnixNano(), covered.toUnixNano())),
        hit -> {
          RollupCodec.Row row = readable(table, hit);
          if (row == null) {
            answering.incomplete("some figures cannot be read");
          } else {
            answering.add(hit.number(Names.BUCKET), row.key(), row.counts());
          }
        });
    return answering.answer(covered);
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  /**
   * What one update counts, until all of it is known: an update that fails counts nothing. What is
   * more than a bucket takes goes to its overflow row at once.
   */
  public final class Staged implements RollupSink {
    private final Map<Place, Map<RollupKey, RollupCounts>> buckets = new LinkedHashMap<>();

    private Staged() {}

    @Override
    public RollupCell cell(RollupTable table, long timeUnixNano, RollupKey key) {
      RollupTable known = table(table.name());
      TableKeys.require(known, key);
      long start = timeUnixNano - Math.floorMod(timeUnixNano, RollupQuery.RESOLUTION_NANOS);
      Map<RollupKey, RollupCounts> rows =
          buckets.computeIfAbsent(new Place(known.name(), start), _ -> new LinkedHashMap<>());
      boolean full = rows.size() >= known.maxRowsPerBucket() && !rows.containsKey(key);
      return rows.computeIfAbsent(
          full ? RollupKey.overflowOf(known) : key, _ -> new RollupCounts(known));
    }
  }
}
