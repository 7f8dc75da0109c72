package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import java.util.List;

/**
 * What sent an item: resource and scope together, kept as one value of a dictionary column.
 *
 * <pre>
 * [ {service.name=shop}, 0, "https://schema", [[schema, type, [id keys], [description keys]]],
 *   "scope name", "1.2", {scope.key=v}, 0, "https://schema" ]
 * </pre>
 */
public record Context(Resource resource, InstrumentationScope scope) {
  /** Name of the column in every schema. */
  public static final String COLUMN = "context";

  /** Nothing said of either. */
  public static final Context EMPTY = new Context(Resource.EMPTY, InstrumentationScope.EMPTY);

  AttributeValue value() {
    return AttributeValue.of(
        List.of(
            new MapValue(resource.attributes()),
            AttributeValue.of(resource.droppedAttributesCount()),
            AttributeValue.of(resource.schemaUrl()),
            AttributeValue.of(resource.entityRefs().stream().map(Context::value).toList()),
            AttributeValue.of(scope.name()),
            AttributeValue.of(scope.version()),
            new MapValue(scope.attributes()),
            AttributeValue.of(scope.droppedAttributesCount()),
            AttributeValue.of(scope.schemaUrl())));
  }

  private static AttributeValue value(EntityRef ref) {
    return AttributeValue.of(
        List.of(
            AttributeValue.of(ref.schemaUrl()),
            AttributeValue.of(ref.type()),
            AttributeValue.ofStrings(ref.idKeys().toArray(new String[0])),
            AttributeValue.ofStrings(ref.descriptionKeys().toArray(new String[0]))));
  }

  /**
   * The context of a value.
   *
   * @throws io.midwatch.storage.contract.StoreException when the value is something else
   */
  public static Context of(AttributeValue value) {
    Elements all = Elements.of(value);
    List<EntityRef> refs =
        all.array(3).values().stream().map(each -> entityRef(Elements.of(each))).toList();
    return new Context(
        new Resource(all.attributes(0), (int) all.number(1), refs, all.text(2)),
        new InstrumentationScope(
            all.text(4), all.text(5), all.attributes(6), (int) all.number(7), all.text(8)));
  }

  private static EntityRef entityRef(Elements ref) {
    return new EntityRef(ref.text(0), ref.text(1), ref.array(2).texts(), ref.array(3).texts());
  }
}
