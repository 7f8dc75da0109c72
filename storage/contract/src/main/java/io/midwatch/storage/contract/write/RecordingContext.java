package io.midwatch.storage.contract.write;

import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resource and scope that the next items belong to. Reused; not thread-safe. */
final class RecordingContext {
  private final SharedValues shared;
  private final RecordingAttributes resourceAttributes;
  private final RecordingAttributes scopeAttributes;
  private Resource resourceHead = Resource.EMPTY;
  private InstrumentationScope scopeHead = InstrumentationScope.EMPTY;
  private @Nullable Resource resource;
  private @Nullable InstrumentationScope scope;

  RecordingContext(SharedValues shared) {
    this.shared = shared;
    this.resourceAttributes = new RecordingAttributes(shared);
    this.scopeAttributes = new RecordingAttributes(shared);
  }

  AttributeSink beginResource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    resourceHead = new Resource(Attributes.empty(), dropped, entityRefs, shared.text(schemaUrl));
    resource = null;
    return resourceAttributes.begin();
  }

  AttributeSink beginScope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    scopeHead =
        new InstrumentationScope(
            shared.text(name),
            shared.text(version),
            Attributes.empty(),
            dropped,
            shared.text(schemaUrl));
    scope = null;
    return scopeAttributes.begin();
  }

  Resource resource() {
    Resource known = resource;
    if (known == null) {
      known =
          shared.resource(
              new Resource(
                  resourceAttributes.attributes(),
                  resourceHead.droppedAttributesCount(),
                  resourceHead.entityRefs(),
                  resourceHead.schemaUrl()));
      resource = known;
    }
    return known;
  }

  InstrumentationScope scope() {
    InstrumentationScope known = scope;
    if (known == null) {
      known =
          shared.scope(
              new InstrumentationScope(
                  scopeHead.name(),
                  scopeHead.version(),
                  scopeAttributes.attributes(),
                  scopeHead.droppedAttributesCount(),
                  scopeHead.schemaUrl()));
      scope = known;
    }
    return known;
  }

  /** The id of raw bits, null when all zero. */
  static @Nullable TraceId traceId(long high, long low) {
    return high == 0 && low == 0 ? null : new TraceId(high, low);
  }

  /** The id of raw bits, null when zero. */
  static @Nullable SpanId spanId(long bits) {
    return bits == 0 ? null : new SpanId(bits);
  }
}
