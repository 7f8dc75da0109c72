package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.prometheus.PrometheusIdentity;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.elasticsearch.client.Bulk;
import io.midwatch.storage.elasticsearch.doc.Fingerprint;
import io.midwatch.storage.elasticsearch.doc.ItemCodec;
import io.midwatch.storage.elasticsearch.doc.Names;
import io.midwatch.storage.elasticsearch.doc.Names.Kind;
import io.midwatch.storage.elasticsearch.doc.RowIds;
import io.midwatch.storage.elasticsearch.doc.Terms;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Registers series: one document a day and series, with what it was sent with last. The row id is
 * that of the point it was first written with. One writer.
 */
final class SeriesDocuments {
  private static final int MOST_KNOWN = 200_000;

  private final Names names;
  private final ItemCodec codec;
  private final Bulk bulk;

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

  SeriesDocuments(Names names, ItemCodec codec, Bulk bulk) {
    this.names = names;
    this.codec = codec;
    this.bulk = bulk;
  }

  static String name(SeriesIdentity identity) {
    return Fingerprint.of(identity);
  }

  /** Registers the series of points, given in the order they were sent. */
  void register(List<Sent> points) {
    Map<String, Sent> latest = new LinkedHashMap<>();
    for (Sent sent : points) {
      latest.put(place(sent), sent);
    }
    recall(latest);
    List<Bulk.Document> documents = new ArrayList<>();
    latest.forEach((place, sent) -> {
      MetricPoint point = sent.point();
      String sentWith = Fingerprint.of(point.metric(), point.resource(), point.scope());
      Registered earlier = known.get(place);
      if (earlier == null || !earlier.sentWith().equals(sentWith)) {
        String first = earlier == null ? RowIds.text(first(points, sent)) : earlier.firstId();
        documents.add(document(sent, first));
        known.put(place, new Registered(first, sentWith));
      }
    });
    bulk.write(documents);
  }

  private static RowId first(List<Sent> points, Sent of) {
    return points.stream()
        .filter(sent -> sent.series().equals(of.series()))
        .findFirst()
        .orElse(of)
        .id();
  }

  private String place(Sent sent) {
    return names.day(Kind.SERIES, sent.receivedUnixNano()) + "/" + sent.series();
  }

  /** Asks for series this process has not seen yet. */
  private void recall(Map<String, Sent> wanted) {
    List<Bulk.Document> unknown = new ArrayList<>();
    wanted.forEach((place, sent) -> {
      if (!known.containsKey(place)) {
        unknown.add(
            new Bulk.Document(
                names.day(Kind.SERIES, sent.receivedUnixNano()),
                sent.series(),
                Map.of(),
                false,
                0));
      }
    });
    if (unknown.isEmpty()) {
      return;
    }
    bulk.stored(unknown)
        .forEach((document, source) -> {
          MetricPoint point =
              codec.point(Base64.getDecoder().decode(String.valueOf(source.get(Names.RAW))));
          known.put(
              document.index() + "/" + document.id(),
              new Registered(
                  String.valueOf(source.get(Names.ID)),
                  Fingerprint.of(point.metric(), point.resource(), point.scope())));
        });
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
        .forEach((name, value) -> labels.add(name + '\0' + Terms.ofText(value)));
    return new Bulk.Document(
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
        true,
        400 + 2L * raw.length);
  }

  /** A gauge or sum without its value; other types keep theirs, for they need one of their kind. */
  private static MetricPoint withoutValue(MetricPoint point, MetricPoint bare) {
    return switch (point.value()) {
      case PointValue.LongPoint _, PointValue.DoublePoint _ -> bare;
      default -> point;
    };
  }
}
