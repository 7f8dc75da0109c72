package io.midwatch.storage.columnar.metric;

import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.Resource;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.MetricHeader;
import io.midwatch.storage.contract.write.PointHeader;
import io.midwatch.storage.contract.write.PointSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A sender repeats the same resource, scope, metrics and point attributes in every request. Each is
 * gathered as bytes and looked up as bytes: only what has not been seen in this form is made into
 * records, and only a series that was never seen gets its Prometheus label set.
 *
 * resource bytes -> number ┐
 * scope bytes    -> number ┴ + metric bytes -> what is sent with points ┐
 *                                                     + attribute bytes ┴ -> series
 */

/** Appends decoded points to a hot buffer. Not thread-safe. */
public final class PointAppender implements PointSink {
  private static final byte[] NOTHING = new byte[0];
  private static final ByteSlice NO_KEY = new ByteSlice();
  private static final int FEWEST_KEYS = 1024;

  private final HotPoints points;
  private final Value value = new Value();
  private final ByteBuilder key = new ByteBuilder();

  private final KeyTable<Numbered<Resource>> resources;
  private final KeyTable<Numbered<InstrumentationScope>> scopes;
  private final KeyTable<Numbered<SentWith>> contexts;
  private final KeyTable<Integer> series;
  private int numbers;

  private final ValueBytes.Builder resourceMap = new ValueBytes.Builder();
  private final ByteBuilder resourceHead = new ByteBuilder();
  private List<EntityRef> entityRefs = List.of();
  private String resourceSchemaUrl = "";
  private int resourceDropped;
  private @Nullable Numbered<Resource> resource;

  private final ValueBytes.Builder scopeMap = new ValueBytes.Builder();
  private final ByteBuilder scopeHead = new ByteBuilder();
  private InstrumentationScope scopeSent = InstrumentationScope.EMPTY;
  private @Nullable Numbered<InstrumentationScope> scope;

  private final ValueBytes.Builder metricMap = new ValueBytes.Builder();
  private final ByteBuilder metricHead = new ByteBuilder();
  private final MetricText metric = new MetricText();
  private @Nullable Numbered<SentWith> context;

  private final ValueBytes.Builder attributes = new ValueBytes.Builder();
  private long start;
  private long time;
  private int flags;

  private final ValueBytes.Builder exemplarMap = new ValueBytes.Builder();
  private final ByteBuilder exemplars = new ByteBuilder();
  private boolean exemplarOpen;
  private long stored;

  /** Something with a number that no other thing of its kind ever had. */
  private record Numbered<T>(int number, T thing) {}

  /**
   * @param maxSeries of how many series it is remembered how they were sent
   */
  PointAppender(HotPoints points, int maxSeries) {
    this.points = points;
    int most = Math.max(FEWEST_KEYS, maxSeries);
    this.resources = new KeyTable<>(most);
    this.scopes = new KeyTable<>(most);
    this.contexts = new KeyTable<>(most);
    this.series = new KeyTable<>(most + most / 2);
  }

  /** Points that were stored since the beginning. */
  public long stored() {
    return stored;
  }

  @Override
  public AttributeSink resource(
      ByteSlice schemaUrl, int droppedAttributesCount, List<EntityRef> entities) {
    resource = null;
    context = null;
    resourceHead.clear().putSized(schemaUrl).putVarint(droppedAttributesCount);
    entities.forEach(this::putEntity);
    entityRefs = entities;
    resourceSchemaUrl = schemaUrl.text();
    resourceDropped = droppedAttributesCount;
    return begin(resourceMap);
  }

  private void putEntity(EntityRef entity) {
    resourceHead.putSized(ByteSlice.ofUtf8(entity.schemaUrl()));
    resourceHead.putSized(ByteSlice.ofUtf8(entity.type())).putVarint(entity.idKeys().size());
    entity.idKeys().forEach(key -> resourceHead.putSized(ByteSlice.ofUtf8(key)));
    resourceHead.putVarint(entity.descriptionKeys().size());
    entity.descriptionKeys().forEach(key -> resourceHead.putSized(ByteSlice.ofUtf8(key)));
  }

  @Override
  public AttributeSink scope(
      ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int droppedAttributesCount) {
    scope = null;
    context = null;
    scopeHead.clear().putSized(name).putSized(version).putSized(schemaUrl);
    scopeHead.putVarint(droppedAttributesCount);
    scopeSent =
        new InstrumentationScope(
            name.text(),
            version.text(),
            Attributes.empty(),
            droppedAttributesCount,
            schemaUrl.text());
    return begin(scopeMap);
  }

  @Override
  public AttributeSink metric(MetricHeader header) {
    context = null;
    metricHead.clear();
    metric.read(header, metricHead);
    return begin(metricMap);
  }

  @Override
  public AttributeSink point(PointHeader header) {
    start = header.startTimeUnixNano;
    time = header.timeUnixNano;
    flags = header.flags;
    value.read(header);
    exemplars.clear();
    exemplarOpen = false;
    return begin(attributes);
  }

  @Override
  public AttributeSink exemplar(
      long timeUnixNano,
      boolean isLong,
      long longValue,
      double doubleValue,
      long traceIdHigh,
      long traceIdLow,
      long spanId) {
    closeExemplar();
    long bits = isLong ? longValue : Double.doubleToRawLongBits(doubleValue);
    ExemplarBytes.begin(exemplars, timeUnixNano, isLong, bits, traceIdHigh, traceIdLow, spanId);
    exemplarOpen = true;
    return begin(exemplarMap);
  }

  private void closeExemplar() {
    if (exemplarOpen) {
      ExemplarBytes.attributes(exemplars, end(exemplarMap));
      exemplarOpen = false;
    }
  }

  @Override
  public void endPoint() {
    closeExemplar();
    Numbered<SentWith> sentWith = context();
    ByteSlice map = end(attributes);
    key.clear().putLong(sentWith.number).putBytes(map);
    int number = series.find(key.slice(), () -> register(sentWith.thing, map));
    if (number == SeriesRegistry.REFUSED) {
      points.refuse();
      return;
    }
    byte[] encoded = exemplars.length() == 0 ? NOTHING : exemplars.copy();
    if (points.append(number, sentWith.thing, start, time, flags, value, encoded)) {
      stored++;
    }
  }

  private int register(SentWith sent, ByteSlice map) {
    return points.register(sent.identity(MapBytes.read(map)), sent);
  }

  private Numbered<SentWith> context() {
    Numbered<SentWith> known = context;
    if (known == null) {
      Numbered<Resource> from = resource();
      Numbered<InstrumentationScope> in = scope();
      ByteSlice metadata = end(metricMap);
      key.clear().putLong(from.number).putLong(in.number);
      key.putBytes(metricHead.slice()).putBytes(metadata);
      known =
          contexts.find(
              key.slice(),
              () -> {
                MetricDescriptor descriptor = metric.descriptor(MapBytes.read(metadata));
                return numbered(new SentWith(descriptor, from.thing, in.thing));
              });
      context = known;
    }
    return known;
  }

  private Numbered<Resource> resource() {
    Numbered<Resource> known = resource;
    if (known == null) {
      ByteSlice map = end(resourceMap);
      key.clear().putSized(resourceHead.slice()).putBytes(map);
      known =
          resources.find(
              key.slice(),
              () ->
                  numbered(
                      new Resource(
                          MapBytes.read(map), resourceDropped, entityRefs, resourceSchemaUrl)));
      resource = known;
    }
    return known;
  }

  private Numbered<InstrumentationScope> scope() {
    Numbered<InstrumentationScope> known = scope;
    if (known == null) {
      ByteSlice map = end(scopeMap);
      key.clear().putBytes(scopeHead.slice()).putBytes(map);
      known =
          scopes.find(
              key.slice(),
              () ->
                  numbered(
                      new InstrumentationScope(
                          scopeSent.name(),
                          scopeSent.version(),
                          MapBytes.read(map),
                          scopeSent.droppedAttributesCount(),
                          scopeSent.schemaUrl())));
      scope = known;
    }
    return known;
  }

  private <T> Numbered<T> numbered(T thing) {
    return new Numbered<>(numbers++, thing);
  }

  private static AttributeSink begin(ValueBytes.Builder map) {
    map.clear();
    map.startMap(NO_KEY);
    return map;
  }

  private static ByteSlice end(ValueBytes.Builder map) {
    if (map.isOpen()) {
      map.end();
    }
    return map.value();
  }

  /** What a metric is called, kept until its first point. */
  private static final class MetricText {
    private MetricDescriptor.MetricType type = MetricDescriptor.MetricType.GAUGE;
    private Temporality temporality = Temporality.UNSPECIFIED;
    private boolean monotonic;

    /** Where in the bytes name, description and unit begin. */
    private final ByteBuilder texts = new ByteBuilder();

    private int nameBytes;
    private int descriptionBytes;

    void read(MetricHeader header, ByteBuilder into) {
      type = header.type;
      temporality = header.temporality;
      monotonic = header.monotonic;
      nameBytes = header.name.length();
      descriptionBytes = header.description.length();
      texts.clear().putBytes(header.name).putBytes(header.description).putBytes(header.unit);
      into.putByte(type.ordinal()).putByte(temporality.ordinal()).putByte(monotonic ? 1 : 0);
      into.putVarint(nameBytes).putVarint(descriptionBytes).putSized(texts.slice());
    }

    MetricDescriptor descriptor(Attributes metadata) {
      ByteSlice all = texts.slice();
      int unitAt = nameBytes + descriptionBytes;
      return new MetricDescriptor(
          text(all, 0, nameBytes),
          text(all, nameBytes, descriptionBytes),
          text(all, unitAt, all.length() - unitAt),
          type,
          temporality,
          monotonic,
          metadata);
    }

    private static String text(ByteSlice all, int from, int length) {
      return new ByteSlice().set(all.array(), all.offset() + from, length).text();
    }
  }

  /** The value of the point that is being decoded. */
  private static final class Value implements HotPoints.Value {
    private final ByteBuilder bytes = new ByteBuilder();
    private byte kind;
    private long bits;
    private double added;
    private long counted;

    void read(PointHeader header) {
      kind = PointColumns.kind(header.kind);
      bytes.clear();
      ComplexBytes.write(header, bytes);
      bits = 0;
      added = 0;
      counted = 1;
      switch (header.kind) {
        case LONG -> {
          bits = header.longValue;
          added = header.longValue;
        }
        case DOUBLE -> {
          bits = Double.doubleToRawLongBits(header.doubleValue);
          added = header.doubleValue;
        }
        case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> {
          added = header.hasSum ? header.sum : 0;
          counted = header.count;
        }
        case SUMMARY -> {}
        case NO_RECORDED_VALUE -> counted = 0;
      }
    }

    @Override
    public byte kind() {
      return kind;
    }

    @Override
    public long bits() {
      return bits;
    }

    @Override
    public byte[] encoded() {
      return bytes.length() == 0 ? NOTHING : bytes.copy();
    }

    @Override
    public double added() {
      return added;
    }

    @Override
    public long counted() {
      return counted;
    }
  }
}
