package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.answer.Patterns;
import io.midwatch.storage.contract.answer.row.LogFields;
import io.midwatch.storage.contract.answer.row.SpanFields;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
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
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings batches into Elasticsearch with everything that follows from them: documents, then
 * figures, then the counts of the state. Documents are made and sent a request at a time, so that a
 * batch of any size needs little memory. Each step may be repeated, here or from the log after a
 * crash, and finds what the first attempt left; what is counted is counted when all is done. One
 * thread.
 */
final class DocumentWriter {
  private static final System.Logger log = System.getLogger(DocumentWriter.class.getName());

  /** Of the bytes of an item; as a document it is twice that, and servers take 100 MiB. */
  private static final int LARGEST_ITEM = 32 << 20;

  private final Names names;
  private final ItemCodec codec;
  private final CanonicalReader reader;
  private final RollupDeriver deriver;
  private final Bulk bulk;
  private final Setup setup;
  private final ElasticsearchRollups rollups;
  private final SeriesDocuments series;
  private final AppliedState state;

  /** Whether something was remembered: the first says how far back that goes. */
  private boolean remembers;

  /** Reasons that were logged. */
  private final Set<String> said = new HashSet<>();

  /** A batch and its place in the log. */
  record Logged(long position, EncodedBatch batch) {}

  /**
   * What batches that are not stored yet count, by position, from one attempt to the next: the
   * deriver remembers what it counted, so an item is derived once, whatever becomes of the attempt.
   */
  private final Map<Long, Figures> figures = new HashMap<>();

  /** Figures of a batch and the items in them. */
  private record Figures(ElasticsearchRollups.Staged staged, BitSet derived) {}

  /** A batch on its way: what became of it, and what it counts. */
  private record Underway(BatchTally tally, Figures figures) {}

  /**
   * An item on its way.
   *
   * @param sent the point it is, null for other signals
   * @param time it is filed under
   * @param derive counts it
   */
  private record Item(
      Underway from,
      Bulk.Document document,
      RowId id,
      SeriesDocuments.@Nullable Sent sent,
      long time,
      Consumer<RollupSink> derive) {}

  DocumentWriter(
      Names names,
      ItemCodec codec,
      CanonicalReader reader,
      RollupDeriver deriver,
      Bulk bulk,
      Setup setup,
      ElasticsearchRollups rollups,
      AppliedState state) {
    this.names = names;
    this.codec = codec;
    this.reader = reader;
    this.deriver = deriver;
    this.bulk = bulk;
    this.setup = setup;
    this.rollups = rollups;
    this.series = new SeriesDocuments(names, codec, bulk, setup::made);
    this.state = state;
  }

  /** Stores batches, given in the order of the log; returns when they are stored. */
  void write(List<Logged> batches) {
    List<Underway> underway = new ArrayList<>();
    Slice slice = new Slice(this::store);
    for (Logged logged : batches) {
      Underway from =
          new Underway(
              new BatchTally(logged),
              figures.computeIfAbsent(
                  logged.position(), _ -> new Figures(rollups.stage(), new BitSet())));
      underway.add(from);
      items(logged, from, slice);
    }
    slice.send();
    underway.forEach(batch -> rollups.apply(batch.tally().position(), batch.figures().staged()));
    rollups.flush();
    state.reached(batches.getLast().position(), underway.stream().map(Underway::tally).toList());
    batches.forEach(logged -> figures.remove(logged.position()));
  }

  /** Does what {@link #write} does with one batch, but counts nothing of it. */
  void rehearse(Logged logged) {
    Underway from =
        new Underway(new BatchTally(logged), new Figures(rollups.stage(), new BitSet()));
    Slice slice = new Slice(this::sent);
    items(logged, from, slice);
    slice.send();
    rollups.rehearse();
  }

  /** Tells the deriver of a batch that is in Elasticsearch with its figures. */
  void remember(long position, EncodedBatch batch) {
    if (!remembers) {
      remembers = true;
      if (LogPosition.of(position).file() > 1) {
        deriver.beginHistory(batch.receivedUnixNano());
      }
    }
    deriver.begin(batch.receivedUnixNano());
    switch (batch.signal()) {
      case TRACES ->
          codec.decodeSpans(
              batch, (span, _) -> quietly(() -> deriver.remember(CanonicalSpan.of(span, reader))));
      case LOGS -> codec.decodeLogs(batch, (record, _) -> quietly(() -> deriver.remember(record)));
      case METRICS -> {} // no later item means anything else beside a point
    }
  }

  /** Goes on without a batch that cannot be written, which is said and counted. */
  void skip(Logged logged, Throwable why) {
    log.log(
        Level.ERROR,
        "the batch at "
            + LogPosition.of(logged.position())
            + " is skipped: later ones can be written, it cannot",
        why);
    BatchTally tally = new BatchTally(logged);
    tally.droppedRest("batch_failed");
    state.reached(logged.position(), List.of(tally));
    figures.remove(logged.position());
  }

  /** Forgets what is known of an index that is gone. Nothing may be written meanwhile. */
  void forget(String index) {
    series.forget(index);
  }

  /** Adds the items of a batch to the slice, which is sent whenever it is full. */
  private void items(Logged logged, Underway from, Slice slice) {
    EncodedBatch batch = logged.batch();
    try {
      switch (batch.signal()) {
        case TRACES ->
            codec.decodeSpans(
                batch, (span, item) -> slice.add(from, () -> span(from, logged, span, item)));
        case LOGS ->
            codec.decodeLogs(
                batch, (record, item) -> slice.add(from, () -> log(from, logged, record, item)));
        case METRICS ->
            codec.decodePoints(
                batch, (point, item) -> slice.add(from, () -> point(from, logged, point, item)));
      }
    } catch (RuntimeException | StackOverflowError e) {
      if (slice.sending) {
        throw e;
      }
      log.log(
          Level.ERROR,
          "the batch at " + LogPosition.of(logged.position()) + " cannot be read to its end",
          e);
      // Its items that wait in the slice are counted there; what never came is not.
      slice.send();
      from.tally().droppedRest("unreadable");
    }
  }

  private RowId id(Logged logged, int item) {
    LogPosition position = LogPosition.of(logged.position());
    return new RowId(state.writer(), position.file(), position.offset(), item);
  }

  private Item span(Underway from, Logged logged, Span span, int item) {
    byte[] raw = requireBearable(codec.bytes(span));
    RowId id = id(logged, item);
    long time = span.startTimeUnixNano();
    Map<String, Object> document = RowDocument.of(new SpanFields(reader), span, id, time, raw);
    document.put(Names.DURATION, span.durationNanos());
    return new Item(
        from,
        document(logged, Fingerprint.of(span), document),
        id,
        null,
        time,
        sink -> deriver.derive(span, sink));
  }

  /**
   * Two equal lines are two lines, so a record is named by its place in the log, and by what its
   * batch was: a log that lost its end with the power goes on at a place it had used before.
   */
  private Item log(Underway from, Logged logged, LogRecord record, int item) {
    byte[] raw = requireBearable(codec.bytes(record));
    RowId id = id(logged, item);
    long own = record.effectiveTimeUnixNano();
    long time = own == 0 ? logged.batch().receivedUnixNano() : own;
    Map<String, Object> document = RowDocument.of(new LogFields(reader), record, id, time, raw);
    if (!(record.body() instanceof io.midwatch.model.AttributeValue.EmptyValue)) {
      document.put(Names.PATTERN, Patterns.template(record.body().text()));
    }
    String name = RowIds.text(id) + "." + RowIds.text(logged.batch().contentHash());
    return new Item(
        from,
        document(logged, name, document),
        id,
        null,
        time,
        sink -> deriver.derive(record, sink));
  }

  private Item point(Underway from, Logged logged, MetricPoint point, int item) {
    byte[] raw = requireBearable(codec.bytes(point));
    RowId id = id(logged, item);
    String name = SeriesDocuments.name(point.series());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(Names.ID, RowIds.text(id));
    document.put(Names.SERIES, name);
    document.put(Names.TIME, point.timeUnixNano());
    document.put(Names.START, point.startTimeUnixNano());
    document.put(Names.HAS_EXEMPLARS, !point.exemplars().isEmpty());
    document.put(Names.RAW, Base64.getEncoder().encodeToString(raw));
    return new Item(
        from,
        document(
            logged,
            Fingerprint.ofPoint(name, point.startTimeUnixNano(), point.timeUnixNano()),
            document),
        id,
        new SeriesDocuments.Sent(point, name, id, logged.batch().receivedUnixNano()),
        point.timeUnixNano(),
        sink -> {
          if (deriver.derivesPoints()) {
            deriver.derive(point, sink);
          }
        });
  }

  private Bulk.Document document(Logged logged, String id, Map<String, Object> fields) {
    EncodedBatch batch = logged.batch();
    String index = names.day(Kind.of(batch.signal()), batch.receivedUnixNano());
    return Bulk.Document.of(index, id, fields, false);
  }

  private static byte[] requireBearable(byte[] raw) {
    if (raw.length > LARGEST_ITEM) {
      throw new UnbearableException();
    }
    return raw;
  }

  /** An item is larger than a server takes. */
  private static final class UnbearableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private void refused(Underway from, String reason, @Nullable Throwable cause) {
    from.tally().dropped(reason);
    if (said.add(reason)) {
      log.log(
          Level.WARNING,
          "items of " + from.tally().batch().signal().label() + " cannot be stored: " + reason,
          cause);
    }
  }

  /** Items of one request. */
  private final class Slice {
    private final Consumer<List<Item>> destination;
    private final List<Item> items = new ArrayList<>();

    /** Ids of items, to spare the server two of the same. */
    private final Set<String> places = new HashSet<>();

    private long bytes;
    private boolean sending;

    Slice(Consumer<List<Item>> destination) {
      this.destination = destination;
    }

    /** Adds an item; one that cannot be made is counted, and what comes after it goes on. */
    void add(Underway from, Supplier<Item> made) {
      Item item;
      try {
        item = made.get();
      } catch (UnbearableException _) {
        refused(from, "item_too_large", null);
        return;
      } catch (RuntimeException | StackOverflowError e) {
        refused(from, "unwritable", e);
        return;
      }
      if (!places.add(item.document().index() + "/" + item.document().id())) {
        from.tally().duplicate();
        return;
      }
      items.add(item);
      bytes += item.document().json().length;
      if (Bulk.isFull(items.size(), bytes)) {
        send();
      }
    }

    /** Empties the slice into Elasticsearch. */
    void send() {
      sending = true;
      destination.accept(items);
      sending = false;
      items.clear();
      places.clear();
      bytes = 0;
    }
  }

  private void store(List<Item> items) {
    settle(sent(items));
  }

  /** Items that were sent, in this order, with what the server said. */
  private record Sent(List<Item> items, List<Outcome> outcomes) {}

  private Sent sent(List<Item> items) {
    List<SeriesDocuments.Sent> sent = new ArrayList<>();
    for (Item item : items) {
      if (item.sent() != null) {
        sent.add(item.sent());
      }
    }
    Map<String, String> unregistered = series.register(sent);
    List<Item> wanted = new ArrayList<>(items.size());
    for (Item item : items) {
      String why = item.sent() == null ? null : unregistered.get(item.sent().series());
      if (why == null) {
        wanted.add(item);
      } else {
        refused(item.from(), "series_" + why, null);
      }
    }
    long made = setup.made();
    List<Outcome> outcomes = bulk.write(wanted.stream().map(Item::document).toList());
    if (!sent.isEmpty() && setup.made() != made) {
      // The server lost indices, perhaps that of series, too.
      series.register(sent);
    }
    return new Sent(wanted, outcomes);
  }

  private void settle(Sent sent) {
    List<Item> items = sent.items();
    List<Outcome> outcomes = sent.outcomes();
    Set<Item> own = ownAmong(items, outcomes);
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      switch (outcomes.get(i)) {
        case Outcome.Written _ -> stored(item);
        case Outcome.Exists _ -> {
          if (own.contains(item)) {
            stored(item);
          } else {
            item.from().tally().duplicate();
          }
        }
        case Outcome.Refused(String reason) -> refused(item.from(), reason, null);
      }
    }
  }

  private void stored(Item item) {
    item.from().tally().stored(item.time());
    Figures figures = item.from().figures();
    if (!figures.derived().get(item.id().item())) {
      figures.derived().set(item.id().item());
      deriver.begin(item.from().tally().batch().receivedUnixNano());
      quietly(() -> item.derive().accept(figures.staged()));
    }
  }

  /** Of the items that exist, those an earlier attempt of this very row wrote. */
  private Set<Item> ownAmong(List<Item> items, List<Outcome> outcomes) {
    Map<Bulk.Place, Item> existing = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Exists) {
        Bulk.Document document = items.get(i).document();
        existing.put(new Bulk.Place(document.index(), document.id()), items.get(i));
      }
    }
    Set<Item> own = Collections.newSetFromMap(new IdentityHashMap<>());
    bulk.stored(List.copyOf(existing.keySet()), List.of(Names.ID))
        .forEach((place, source) -> {
          Item item = existing.get(place);
          if (item != null && RowIds.text(item.id()).equals(source.get(Names.ID))) {
            own.add(item);
          }
        });
    return own;
  }

  /** An item that cannot be counted is stored all the same. */
  private static void quietly(Runnable counting) {
    try {
      counting.run();
    } catch (RuntimeException | StackOverflowError e) {
      log.log(Level.DEBUG, "an item was not counted", e);
    }
  }
}
