package io.midwatch.storage.columnar.row;

import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.List;

/**
 * Writes the resource and scope that the next rows belong to: encoded once per call, a code per
 * row. Reused; not thread-safe.
 */
public final class ContextWriter {
  private final HotTable table;
  private final int column;
  private final ValueBytes.Builder resourceAttributes = new ValueBytes.Builder();
  private final ValueBytes.Builder scopeAttributes = new ValueBytes.Builder();
  private final ByteSlice bytes = new ByteSlice();
  private Resource resource = Resource.EMPTY;
  private InstrumentationScope scope = InstrumentationScope.EMPTY;
  private boolean known;
  private int code;

  public ContextWriter(HotTable table, int column) {
    this.table = table;
    this.column = column;
  }

  public AttributeSink beginResource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    known = false;
    resource = new Resource(Attributes.empty(), dropped, entityRefs, schemaUrl.text());
    return begin(resourceAttributes);
  }

  public AttributeSink beginScope(
      ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    known = false;
    scope =
        new InstrumentationScope(
            name.text(), version.text(), Attributes.empty(), dropped, schemaUrl.text());
    return begin(scopeAttributes);
  }

  private static AttributeSink begin(ValueBytes.Builder attributes) {
    attributes.clear();
    attributes.startMap(new ByteSlice());
    return attributes;
  }

  /** Writes the context into the open row. */
  public void write() {
    if (!known) {
      byte[] value = ValueBytes.of(context().value());
      code = table.intern(column, bytes.set(value, 0, value.length));
      known = true;
    }
    table.code(column, code);
  }

  private Context context() {
    resource =
        new Resource(
            end(resourceAttributes, resource.attributes()),
            resource.droppedAttributesCount(),
            resource.entityRefs(),
            resource.schemaUrl());
    scope =
        new InstrumentationScope(
            scope.name(),
            scope.version(),
            end(scopeAttributes, scope.attributes()),
            scope.droppedAttributesCount(),
            scope.schemaUrl());
    return new Context(resource, scope);
  }

  /** The attributes received since the last time, else those known. */
  private static Attributes end(ValueBytes.Builder received, Attributes known) {
    if (!received.isOpen()) {
      return known;
    }
    received.end();
    return Elements.attributes(ValueBytes.read(received.value()));
  }
}
