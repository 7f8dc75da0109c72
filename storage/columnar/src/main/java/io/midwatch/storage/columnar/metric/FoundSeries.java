package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.Series.Sample;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One series with all the places that have points of it.
 *
 * <pre>
 * file 7    |---chunk---|---chunk---|
 * file 8                          |---chunk---|
 * hot                                           |---
 * read as   |-----------|---------------------||----      what overlaps is merged
 * </pre>
 *
 * @param places the one that was stored first comes first
 */
record FoundSeries(RegisteredSeries series, List<Place> places) {
  /** A series in one part, by that part's number. */
  record Place(MetricPart part, int number) {
    void addPieces(TimeRange range, List<MetricPart.Piece> into) {
      for (MetricPart.Piece piece : part.pieces(number)) {
        if (piece.maxTime() >= range.fromUnixNano() && piece.minTime() < range.toUnixNano()) {
          into.add(piece);
        }
      }
    }
  }

  /** What takes points of a series, in order; returns whether more are wanted. */
  interface PointVisitor {
    boolean visit(PointColumns points, int from, int to);
  }

  /**
   * Hands over the points of a range, in order and each once; false when the visitor had enough.
   */
  boolean read(TimeRange range, PointVisitor visitor) {
    List<MetricPart.Piece> stored = pieces(range);
    List<MetricPart.Piece> byTime = new ArrayList<>(stored);
    byTime.sort(Comparator.comparingLong(MetricPart.Piece::minTime));
    int next = 0;
    while (next < byTime.size()) {
      int first = next;
      long end = byTime.get(next).maxTime();
      for (next++; next < byTime.size() && byTime.get(next).minTime() <= end; next++) {
        end = Math.max(end, byTime.get(next).maxTime());
      }
      List<MetricPart.Piece> overlapping = byTime.subList(first, next);
      PointColumns points =
          overlapping.size() == 1
              ? overlapping.getFirst().read(range)
              : merged(stored.stream().filter(overlapping::contains).toList(), range);
      int from = points.firstAt(range.fromUnixNano());
      int to = points.firstAt(range.toUnixNano());
      if (from < to && !visitor.visit(points, from, to)) {
        return false;
      }
    }
    return true;
  }

  /** Takes times and values of a series, in order; returns whether more are wanted. */
  interface NumberVisitor {
    boolean visit(NumberColumns points, int from, int to);
  }

  /** The same with times and values only. */
  boolean readNumbers(TimeRange range, NumberVisitor visitor) {
    List<MetricPart.Piece> stored = pieces(range);
    for (int i = 1; i < stored.size(); i++) {
      if (stored.get(i).minTime() <= stored.get(i - 1).maxTime()) {
        return read(range, (points, from, to) -> visitor.visit(NumberColumns.of(points), from, to));
      }
    }
    for (MetricPart.Piece piece : stored) {
      NumberColumns points = piece.readNumbers(range);
      int from = points.firstAt(range.fromUnixNano());
      int to = points.firstAt(range.toUnixNano());
      if (from < to && !visitor.visit(points, from, to)) {
        return false;
      }
    }
    return true;
  }

  private List<MetricPart.Piece> pieces(TimeRange range) {
    List<MetricPart.Piece> pieces = new ArrayList<>(places.size());
    for (Place place : places) {
      place.addPieces(range, pieces);
    }
    return pieces;
  }

  private static PointColumns merged(List<MetricPart.Piece> pieces, TimeRange range) {
    PointColumns merged = pieces.getFirst().read(range);
    for (MetricPart.Piece piece : pieces.subList(1, pieces.size())) {
      merged = PointMerge.append(merged, piece.read(range));
    }
    return merged;
  }

  boolean anyIn(TimeRange range) {
    return pieces(range).stream().anyMatch(piece -> piece.anyIn(range));
  }

  /** Every point there is, in order and each once. */
  PointColumns readAll() {
    PointColumns all = new PointColumns();
    for (Place place : places) {
      for (MetricPart.Piece piece : place.part.pieces(place.number)) {
        all = PointMerge.append(all, piece.readAll());
      }
    }
    return all;
  }

  boolean isDelta() {
    return series.identity().temporality() == Temporality.DELTA;
  }

  /** What the series added up to before its first point was stored; zero unless of deltas. */
  RunningTotal totalBefore() {
    Place first = places.getFirst();
    return isDelta() ? first.part.totalBefore(first.number) : RunningTotal.ZERO;
  }

  /** What the point that was stored last was sent with. */
  SentWith sent() {
    Place last = places.getLast();
    return last.part.sent(last.number);
  }

  Series with(List<Sample> samples) {
    SentWith sent = sent();
    return new Series(
        series.identity(), series.labels(), sent.metric(), sent.resource(), sent.scope(), samples);
  }
}
