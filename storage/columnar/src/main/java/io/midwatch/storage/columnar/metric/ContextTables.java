package io.midwatch.storage.columnar.metric;

import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.Resource;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The distinct resources, scopes and metrics of a file, each with a number from 0.
 *
 * @param resources by number
 * @param scopes by number
 * @param metrics by number
 */
record ContextTables(
    List<Resource> resources, List<InstrumentationScope> scopes, List<MetricDescriptor> metrics) {
  private static final List<MetricType> TYPES =
      List.of(
          MetricType.GAUGE,
          MetricType.SUM,
          MetricType.HISTOGRAM,
          MetricType.EXPONENTIAL_HISTOGRAM,
          MetricType.SUMMARY);
  private static final List<Temporality> TEMPORALITIES =
      List.of(Temporality.UNSPECIFIED, Temporality.DELTA, Temporality.CUMULATIVE);

  /** Gives numbers to what comes; the same thing has one number. */
  static final class Builder {
    private final Map<Resource, Integer> resources = new LinkedHashMap<>();
    private final Map<InstrumentationScope, Integer> scopes = new LinkedHashMap<>();
    private final Map<MetricDescriptor, Integer> metrics = new LinkedHashMap<>();

    int resource(Resource resource) {
      return number(resources, resource);
    }

    int scope(InstrumentationScope scope) {
      return number(scopes, scope);
    }

    int metric(MetricDescriptor metric) {
      return number(metrics, metric);
    }

    private static <T> int number(Map<T, Integer> known, T thing) {
      Integer next = known.size();
      Integer number = known.putIfAbsent(thing, next);
      return number == null ? next : number;
    }

    byte[] toByteArray() {
      DataSink into = DataSink.inMemory();
      into.putVarint(resources.size());
      resources.keySet().forEach(resource -> write(resource, into));
      into.putVarint(scopes.size());
      scopes.keySet().forEach(scope -> write(scope, into));
      into.putVarint(metrics.size());
      metrics.keySet().forEach(metric -> write(metric, into));
      return into.toByteArray();
    }
  }

  private static void write(Resource resource, DataSink into) {
    into.putText(resource.schemaUrl()).putVarint(resource.droppedAttributesCount());
    into.putVarint(resource.entityRefs().size());
    for (EntityRef entity : resource.entityRefs()) {
      into.putText(entity.schemaUrl()).putText(entity.type());
      texts(entity.idKeys(), into);
      texts(entity.descriptionKeys(), into);
    }
    sized(MapBytes.of(resource.attributes()), into);
  }

  private static void write(InstrumentationScope scope, DataSink into) {
    into.putText(scope.name()).putText(scope.version()).putText(scope.schemaUrl());
    into.putVarint(scope.droppedAttributesCount());
    sized(MapBytes.of(scope.attributes()), into);
  }

  private static void write(MetricDescriptor metric, DataSink into) {
    into.putText(metric.name()).putText(metric.description()).putText(metric.unit());
    into.putByte(TYPES.indexOf(metric.type()));
    into.putByte(TEMPORALITIES.indexOf(metric.temporality()));
    into.putByte(metric.monotonic() ? 1 : 0);
    sized(MapBytes.of(metric.metadata()), into);
  }

  private static void texts(List<String> texts, DataSink into) {
    into.putVarint(texts.size());
    texts.forEach(into::putText);
  }

  private static void sized(byte[] bytes, DataSink into) {
    into.putVarint(bytes.length).putBytes(bytes);
  }

  static ContextTables read(byte[] bytes, String origin) {
    DataCursor from = new DataCursor(bytes, origin);
    return new ContextTables(
        list(from, ContextTables::resource),
        list(from, ContextTables::scope),
        list(from, ContextTables::metric));
  }

  private static <T> List<T> list(DataCursor from, Function<DataCursor, T> read) {
    List<T> list = new ArrayList<>();
    for (int left = from.getCount(); left > 0; left--) {
      list.add(read.apply(from));
    }
    return List.copyOf(list);
  }

  private static Resource resource(DataCursor from) {
    String schemaUrl = from.getText();
    int dropped = (int) from.getVarint();
    List<EntityRef> entities =
        list(
            from,
            each ->
                new EntityRef(
                    each.getText(),
                    each.getText(),
                    list(each, DataCursor::getText),
                    list(each, DataCursor::getText)));
    return new Resource(MapBytes.read(sized(from)), dropped, entities, schemaUrl);
  }

  private static InstrumentationScope scope(DataCursor from) {
    String name = from.getText();
    String version = from.getText();
    String schemaUrl = from.getText();
    int dropped = (int) from.getVarint();
    return new InstrumentationScope(name, version, MapBytes.read(sized(from)), dropped, schemaUrl);
  }

  private static MetricDescriptor metric(DataCursor from) {
    String name = from.getText();
    String description = from.getText();
    String unit = from.getText();
    MetricType type = one(TYPES, from.getByte());
    Temporality temporality = one(TEMPORALITIES, from.getByte());
    boolean monotonic = from.getByte() != 0;
    return new MetricDescriptor(
        name, description, unit, type, temporality, monotonic, MapBytes.read(sized(from)));
  }

  private static byte[] sized(DataCursor from) {
    return from.getBytes(from.getCount());
  }

  /** The thing of a number that was read. */
  static <T> T one(List<T> things, int number) {
    if (number < 0 || number >= things.size()) {
      throw new StoreException("no entry " + number + " among " + things.size());
    }
    return things.get(number);
  }
}
