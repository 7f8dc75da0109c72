package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A part over spans. */
final class SpanRecords extends RecordPart<Span> implements TracePart {
  private final List<Row<Span>> rows;
  private final Map<TraceId, List<Integer>> traces = new HashMap<>();

  SpanRecords(List<Row<Span>> rows, Shape shape) {
    super(rows, new SpanFields(new CanonicalReader(IdentityKeys.DEFAULT)), shape);
    this.rows = rows;
    for (int row = 0; row < rows.size(); row++) {
      traces.computeIfAbsent(traceId(row), _ -> new ArrayList<>()).add(row);
    }
  }

  @Override
  public int[] rowsOf(TraceId traceId) {
    return traces.getOrDefault(traceId, List.of()).stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public TraceId traceId(int row) {
    return rows.get(row).item().traceId();
  }

  @Override
  public boolean mayHold(TraceId traceId) {
    return traces.containsKey(traceId);
  }

  private record SpanFields(CanonicalReader reader) implements RecordFields<Span> {
    @Override
    public long time(Span row) {
      return row.startTimeUnixNano();
    }

    @Override
    public @Nullable AttributeValue read(Span row, Field field) {
      return switch (field) {
        case Field.Canonical(var canonical) -> reader.read(row, canonical);
        case Field.Attribute(Field.Origin origin, String key) ->
            read(origin, key, row.attributes(), row.resource().attributes(), row.scope());
        case Field.Dimension _ -> throw new IllegalArgumentException("a dimension");
      };
    }

    private static @Nullable AttributeValue read(
        Field.Origin origin,
        String key,
        Attributes own,
        Attributes resource,
        io.midwatch.model.InstrumentationScope scope) {
      return switch (origin) {
        case ITEM -> own.find(key);
        case RESOURCE -> resource.find(key);
        case SCOPE -> scope.attributes().find(key);
        case ANY -> own.find(key) != null ? own.find(key) : resource.find(key);
      };
    }

    @Override
    public Set<String> names(Span row) {
      Set<String> names = new TreeSet<>(row.attributes().keys());
      names.addAll(row.resource().attributes().keys());
      return names;
    }
  }

  @Override
  public TraceId traceIdOf(int code) {
    throw new UnsupportedOperationException("these ids have no codes");
  }
}
