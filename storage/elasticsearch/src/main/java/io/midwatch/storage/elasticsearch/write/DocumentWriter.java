package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.Patterns;
import io.midwatch.storage.contract.answer.row.LogFields;
import io.midwatch.storage.contract.answer.row.SpanFields;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Bulk.Outcome;
import io.midwatch.storage.elasticsearch.doc.Fingerprint;
import io.midwatch.storage.elasticsearch.doc.ItemCodec;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.doc.RowDocument;
import io.midwatch.storage.elasticsearch.doc.RowIds;
import io.midwatch.storage.elasticsearch.rollup.ElasticsearchRollups;
import io.midwatch.storage.wal.LogPosition;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings batches into Elasticsearch with everything that follows from them: documents, then
 * figures, then the counts of the state. Each step may be repeated from the log after a crash and
 * finds what the first attempt left. One thread.
 */
final class DocumentWriter {
  private static final System.Logger log = System.getLogger(DocumentWriter.class.getName());

  private final Names names;
  private final ItemCodec codec;
  private final CanonicalReader reader;
  private final RollupDeriver deriver;
  private final Bulk bulk;
  private final ElasticsearchRollups rollups;
  private final SeriesDocuments series;
  private final AppliedState state;

  /** A batch and its place in the log. */
  record Logged(long position, EncodedBatch batch) {}

  /**
   * An item on its way.
   *
   * @param time it is filed under
   * @param derive counts it
   */
  private record Item(
      Logged from, Bulk.Document document, long time, Consumer<RollupSink> derive) {}

  DocumentWriter(
      Names names,
      ItemCodec codec,
      CanonicalReader reader,
      RollupDeriver deriver,
      Bulk bulk,
      ElasticsearchRollups rollups,
      AppliedState state) {
    this.names = names;
    this.codec = codec;
    this.reader = reader;
    this.deriver = deriver;
    this.bulk = bulk;
    this.rollups = rollups;
    this.series = new SeriesDocuments(names, codec, bulk);
    this.state = state;
  }

  /** Stores batches, given in the order of the log; returns when they are stored. */
  void write(List<Logged> batches) {
    List<Item> items = new ArrayList<>();
    List<SeriesDocuments.Sent> points = new ArrayList<>();
    for (Logged logged : batches) {
      items.addAll(items(logged, points));
    }
    series.register(points);
    Map<Logged, List<Item>> stored = store(items);
    stored.forEach((logged, ofBatch) ->
        rollups.apply(logged.position(), sink -> ofBatch.forEach(item -> derive(item, sink))));
    rollups.flush();
    stored.forEach(this::progress);
    state.reached(batches.getLast().position());
  }

  private List<Item> items(Logged logged, List<SeriesDocuments.Sent> points) {
    List<Item> items = new ArrayList<>();
    List<SeriesDocuments.Sent> ownPoints = new ArrayList<>();
    EncodedBatch batch = logged.batch();
    try {
      switch (batch.signal()) {
        case TRACES ->
            codec.decodeSpans(batch, (span, item) -> items.add(span(logged, span, item)));
        case LOGS ->
            codec.decodeLogs(batch, (record, item) -> items.add(log(logged, record, item)));
        case METRICS ->
            codec.decodePoints(
                batch,
                (point, item) -> {
                  String name = SeriesDocuments.name(point.series());
                  RowId id = id(logged, item);
                  ownPoints.add(
                      new SeriesDocuments.Sent(point, name, id, batch.receivedUnixNano()));
                  items.add(point(logged, point, name, id));
                });
      }
    } catch (StoreException e) {
      log.log(
          Level.ERROR, "the batch at " + LogPosition.of(logged.position()) + " cannot be read", e);
      state.taken(batch.signal(), batch.acceptedCount(), 0);
      state.dropped(batch.signal(), "unreadable", batch.acceptedCount());
      return List.of();
    }
    points.addAll(ownPoints);
    return items;
  }

  private RowId id(Logged logged, int item) {
    LogPosition position = LogPosition.of(logged.position());
    return new RowId(state.writer(), position.file(), position.offset(), item);
  }

  private Item span(Logged logged, Span span, int item) {
    byte[] raw = codec.bytes(span);
    long time = span.startTimeUnixNano();
    Map<String, Object> document =
        RowDocument.of(new SpanFields(reader), span, id(logged, item), time, raw);
    document.put(Names.DURATION, span.durationNanos());
    return new Item(
        logged,
        document(logged, Fingerprint.of(span), document, raw),
        time,
        sink -> deriver.derive(span, sink));
  }

  private Item log(Logged logged, LogRecord record, int item) {
    byte[] raw = codec.bytes(record);
    RowId id = id(logged, item);
    long own = record.effectiveTimeUnixNano();
    long time = own == 0 ? logged.batch().receivedUnixNano() : own;
    Map<String, Object> document = RowDocument.of(new LogFields(reader), record, id, time, raw);
    if (!(record.body() instanceof io.midwatch.model.AttributeValue.EmptyValue)) {
      document.put(Names.PATTERN, Patterns.template(record.body().text()));
    }
    return new Item(
        logged,
        document(logged, RowIds.text(id), document, raw),
        time,
        sink -> deriver.derive(record, sink));
  }

  private Item point(Logged logged, MetricPoint point, String series, RowId id) {
    byte[] raw = codec.bytes(point);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(Names.ID, RowIds.text(id));
    document.put(Names.SERIES, series);
    document.put(Names.TIME, point.timeUnixNano());
    document.put(Names.START, point.startTimeUnixNano());
    document.put(Names.HAS_EXEMPLARS, !point.exemplars().isEmpty());
    document.put(Names.RAW, Base64.getEncoder().encodeToString(raw));
    String name = Fingerprint.ofPoint(series, point.startTimeUnixNano(), point.timeUnixNano());
    return new Item(
        logged,
        document(logged, name, document, raw),
        point.timeUnixNano(),
        sink -> {
          if (deriver.derivesPoints()) {
            deriver.derive(point, sink);
          }
        });
  }

  private Bulk.Document document(Logged logged, String id, Map<String, Object> source, byte[] raw) {
    EncodedBatch batch = logged.batch();
    String index = names.day(Kind.of(batch.signal()), batch.receivedUnixNano());
    return new Bulk.Document(index, id, source, false, 1_000 + 4L * raw.length);
  }

  /** The items that are new, by batch; a batch without any is there with none. */
  private Map<Logged, List<Item>> store(List<Item> items) {
    Set<String> places = new HashSet<>();
    List<Item> first = new ArrayList<>(items.size());
    for (Item item : items) {
      if (places.add(item.document().index() + "/" + item.document().id())) {
        first.add(item);
      } else {
        state.taken(signal(item), 1, 1);
      }
    }
    List<Outcome> outcomes = bulk.write(first.stream().map(Item::document).toList());
    Set<Item> own = ownAmong(first, outcomes);
    Map<Logged, List<Item>> stored = new LinkedHashMap<>();
    for (int i = 0; i < first.size(); i++) {
      Item item = first.get(i);
      List<Item> ofBatch = stored.computeIfAbsent(item.from(), _ -> new ArrayList<>());
      switch (outcomes.get(i)) {
        case Outcome.Written _ -> {
          state.taken(signal(item), 1, 0);
          ofBatch.add(item);
        }
        case Outcome.Exists _ -> {
          boolean mine = own.contains(item);
          state.taken(signal(item), 1, mine ? 0 : 1);
          if (mine) {
            ofBatch.add(item);
          }
        }
        case Outcome.Refused(String reason) -> {
          state.taken(signal(item), 1, 0);
          state.dropped(signal(item), reason, 1);
        }
      }
    }
    return stored;
  }

  private static Signal signal(Item item) {
    return item.from().batch().signal();
  }

  /** Of the items that exist, those an earlier attempt of this very row wrote. */
  private Set<Item> ownAmong(List<Item> items, List<Outcome> outcomes) {
    Map<Bulk.Document, Item> existing = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Exists) {
        existing.put(items.get(i).document(), items.get(i));
      }
    }
    Set<Item> own = new HashSet<>();
    if (existing.isEmpty()) {
      return own;
    }
    bulk.stored(List.copyOf(existing.keySet()))
        .forEach((document, source) -> {
          Item item = existing.get(document);
          if (item != null
              && Objects.equals(document.source().get(Names.ID), source.get(Names.ID))) {
            own.add(item);
          }
        });
    return own;
  }

  private static void derive(Item item, RollupSink sink) {
    try {
      item.derive().accept(sink);
    } catch (RuntimeException e) {
      // An item that cannot be counted is stored all the same.
      log.log(Level.DEBUG, "an item was not counted", e);
    }
  }

  private void progress(Logged logged, List<Item> items) {
    if (!items.isEmpty()) {
      EncodedBatch batch = logged.batch();
      long latest = items.stream().mapToLong(Item::time).max().orElse(0);
      state.stored(batch.source(), batch.signal(), latest, batch.receivedUnixNano(), items.size());
    }
  }
}
