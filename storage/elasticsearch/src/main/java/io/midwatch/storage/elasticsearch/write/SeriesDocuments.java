package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.client.Bulk.Outcome;
import io.midwatch.storage.elasticsearch.doc.Fingerprint;
import io.midwatch.storage.elasticsearch.doc.ItemCodec;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.doc.RowIds;
import io.midwatch.storage.elasticsearch.doc.Terms;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers series: one document a day and series, with what it was sent with last. The row id is
 * that of the point it was first written with. One writer.
 */
final class SeriesDocuments {
  private static final System.Logger log = System.getLogger(SeriesDocuments.class.getName());
  private static final int MOST_KNOWN = 200_000;

  private final Names names;
  private final ItemCodec codec;
  private final Bulk bulk;
  private final LongSupplier madeIndices;
  private long knownAt;

  /** What is registered, by index and series; the oldest entries go first. */
  private final Map<String, Registered> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Registered> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  private record Registered(String firstId, String sentWith) {}

  /** A point that stands for its series. */
  record Sent(MetricPoint point, String series, RowId id, long receivedUnixNano) {}

  /**
   * @param madeIndices how many indices were made so far; when that grows, the server may have been
   *     wiped, and nothing is known of it any more
   */
  SeriesDocuments(Names names, ItemCodec codec, Bulk bulk, LongSupplier madeIndices) {
    this.names = names;
    this.codec = codec;
    this.bulk = bulk;
    this.madeIndices = madeIndices;
  }

  static String name(SeriesIdentity identity) {
    return Fingerprint.of(identity);
  }

  /**
   * Registers the series of points, given in the order they were sent.
   *
   * @return reasons of the series that will never be taken, by name of the series
   */
  Map<String, String> register(List<Sent> points) {
    while (true) {
      long made = madeIndices.getAsLong();
      if (made != knownAt) {
        known.clear();
        knownAt = made;
      }
      Map<String, String> refused = once(points);
      if (madeIndices.getAsLong() == made) {
        return refused;
      }
    }
  }

  /** Forgets what was registered in an index that is gone. */
  void forget(String index) {
    known.keySet().removeIf(place -> place.startsWith(index + "/"));
  }

  private Map<String, String> once(List<Sent> points) {
    Map<String, Sent> first = new HashMap<>();
    Map<String, Sent> latest = new LinkedHashMap<>();
    for (Sent sent : points) {
      String place = place(sent);
      first.putIfAbsent(place, sent);
      latest.put(place, sent);
    }
    recall(latest);
    List<Bulk.Document> documents = new ArrayList<>();
    Map<String, Registered> registered = new LinkedHashMap<>();
    latest.forEach((place, sent) -> {
      MetricPoint point = sent.point();
      String sentWith = Fingerprint.of(point.metric(), point.resource(), point.scope());
      Registered earlier = known.get(place);
      if (earlier == null || !earlier.sentWith().equals(sentWith)) {
        Sent oldest = Objects.requireNonNull(first.get(place));
        String firstId = earlier == null ? RowIds.text(oldest.id()) : earlier.firstId();
        documents.add(document(sent, firstId));
        registered.put(place, new Registered(firstId, sentWith));
      }
    });
    List<Outcome> outcomes = bulk.write(documents);
    Map<String, String> refused = new HashMap<>();
    int at = 0;
    for (Map.Entry<String, Registered> each : registered.entrySet()) {
      if (outcomes.get(at) instanceof Outcome.Refused(String reason)) {
        refused.put(documents.get(at).id(), reason);
      } else {
        known.put(each.getKey(), each.getValue());
      }
      at++;
    }
    return refused;
  }

  private String place(Sent sent) {
    return names.day(Kind.SERIES, sent.receivedUnixNano()) + "/" + sent.series();
  }

  /** Asks for series this process has not seen yet. */
  private void recall(Map<String, Sent> wanted) {
    List<Bulk.Place> unknown = new ArrayList<>();
    wanted.forEach((place, sent) -> {
      if (!known.containsKey(place)) {
        unknown.add(new Bulk.Place(names.day(Kind.SERIES, sent.receivedUnixNano()), sent.series()));
      }
    });
    if (unknown.isEmpty()) {
      return;
    }
    bulk.stored(unknown, List.of(Names.ID, Names.RAW))
        .forEach((place, source) -> {
          Registered found = registered(source);
          if (found != null) {
            known.put(place.index() + "/" + place.id(), found);
          }
        });
  }

  /** Null when it cannot be read; then it is written again. */
  private @Nullable Registered registered(Map<String, Object> source) {
    try {
      MetricPoint point =
          codec.point(Base64.getDecoder().decode(String.valueOf(source.get(Names.RAW))));
      return new Registered(
          String.valueOf(source.get(Names.ID)),
          Fingerprint.of(point.metric(), point.resource(), point.scope()));
    } catch (StoreException | IllegalArgumentException e) {
      log.log(Level.WARNING, "a series is registered again, for it cannot be read", e);
      return null;
    }
  }

  private Bulk.Document document(Sent sent, String firstId) {
    MetricPoint point = sent.point();
    MetricPoint bare =
        new MetricPoint(
            point.metric(),
            point.attributes(),
            0,
            0,
            0,
            new PointValue.LongPoint(0),
            List.of(),
            point.resource(),
            point.scope());
    byte[] raw = codec.bytes(withoutValue(point, bare));
    Set<String> labels = new LinkedHashSet<>();
    PrometheusIdentity.of(point.series())
        .forEach((name, value) -> labels.add(Terms.label(name, value)));
    return Bulk.Document.of(
        names.day(Kind.SERIES, sent.receivedUnixNano()),
        sent.series(),
        Map.of(
            Names.ID,
            firstId,
            Names.SERIES,
            sent.series(),
            Names.LABELS,
            labels,
            Names.RAW,
            Base64.getEncoder().encodeToString(raw)),
        true);
  }

  /** A gauge or sum without its value; other types keep theirs, for they need one of their kind. */
  private static MetricPoint withoutValue(MetricPoint point, MetricPoint bare) {
    return switch (point.value()) {
      case PointValue.LongPoint _, PointValue.DoublePoint _ -> bare;
      default -> point;
    };
  }
}
