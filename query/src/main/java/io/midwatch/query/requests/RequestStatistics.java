package io.midwatch.query.requests;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import java.util.List;

/**
 * The one source of request figures: every screen and interface counts here. Without a tenant they
 * come from rollups; for one tenant, which rollups do not split endpoints by, from its spans.
 */
public final class RequestStatistics {
  private final RollupRequests rollups;
  private final SpanRequests spans;

  public RequestStatistics(RollupRequests rollups, SpanRequests spans) {
    this.rollups = rollups;
    this.spans = spans;
  }

  /** Groups and how far they can be trusted. */
  public record Groups(List<RequestGroup> groups, Completeness completeness) {
    public Groups {
      groups = List.copyOf(groups);
    }

    /** The only group of a question without dimensions. */
    public RequestFigures single() {
      return groups.isEmpty() ? RequestFigures.NONE : groups.getFirst().figures();
    }
  }

  /** A chart's points by time, per group. */
  public record Points(List<String> key, List<RequestPoint> points) {
    public Points {
      key = List.copyOf(key);
      points = List.copyOf(points);
    }
  }

  /** A dimension a question may group by or be narrowed to. */
  public enum By {
    SERVICE("service", CanonicalField.SERVICE),
    ENDPOINT("endpoint", CanonicalField.ENDPOINT),
    KIND("kind", CanonicalField.KIND),
    VERSION("version", CanonicalField.VERSION),
    ENVIRONMENT("environment", CanonicalField.ENVIRONMENT);

    private final String dimension;
    private final CanonicalField field;

    By(String dimension, CanonicalField field) {
      this.dimension = dimension;
      this.field = field;
    }

    /** What rollups call it. */
    public String dimension() {
      return dimension;
    }

    CanonicalField field() {
      return field;
    }
  }

  /** Narrows a question to some values of a dimension. */
  public record Only(By by, List<String> values) {
    public Only {
      values = List.copyOf(values);
    }

    public Only(By by, String value) {
      this(by, List.of(value));
    }

    /** As a filter on the dimension of a rollup. */
    public Filter onDimension() {
      return anyOf(Field.dimension(by.dimension));
    }

    /** The same as a filter on spans. */
    public Filter onSpan() {
      return anyOf(Field.of(by.field));
    }

    private Filter anyOf(Field field) {
      return values.size() == 1
          ? Filter.eq(field, values.getFirst())
          : new Filter.In(field, values.stream().map(AttributeValue::of).toList());
    }
  }

  /** Figures per combination of dimensions, by key. */
  public Groups groups(Window window, List<Only> only, By... by) {
    if (window.tenant() == null) {
      return rollups.groups(window, only, by);
    }
    Groups counted = spans.groups(window, only, by);
    return new Groups(counted.groups(), counted.completeness().and(countedOnce(window)));
  }

  /** One group over the whole window. */
  public Groups total(Window window, Only... only) {
    return groups(window, List.of(only));
  }

  /** A series per combination of dimensions, in steps of {@link Window#stepNanos()}. */
  public Listed<Points> series(Window window, List<Only> only, By... by) {
    if (window.tenant() == null) {
      return rollups.series(window, only, by);
    }
    Listed<Points> counted = spans.series(window, only, by);
    return new Listed<>(counted.rows(), counted.completeness().and(countedOnce(window)));
  }

  /** What is to be said where spans of the window are counted and not what they stand for. */
  public Completeness countedOnce(Window window) {
    return rollups.countedOnce(window);
  }

  /** Requests by time and duration; empty for one tenant, whom rollups do not split them by. */
  public LatencyMap latency(Window window, Only... only) {
    return window.tenant() == null ? rollups.latency(window, List.of(only)) : LatencyMap.EMPTY;
  }

  /** One series over everything. */
  public Listed<RequestPoint> series(Window window, Only... only) {
    Listed<Points> series = series(window, List.of(only));
    List<Points> lines = series.rows();
    return new Listed<>(
        lines.isEmpty() ? List.of() : lines.getFirst().points(), series.completeness());
  }
}
