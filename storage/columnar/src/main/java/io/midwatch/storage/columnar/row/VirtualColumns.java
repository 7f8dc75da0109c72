package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.columnar.query.PartColumn;
import io.midwatch.storage.columnar.query.PartColumn.Absent;
import io.midwatch.storage.columnar.query.PartColumn.ByCode;
import io.midwatch.storage.columnar.query.PartColumn.ByRow;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the columns of a table that are not stored as they are asked for. Thread-safe. */
public final class VirtualColumns {
  private final Table table;
  private final Contexts contexts;
  private final RowAttributes attributes;

  public VirtualColumns(Table table, Contexts contexts, RowAttributes attributes) {
    this.table = table;
    this.contexts = contexts;
    this.attributes = attributes;
  }

  /**
   * A column a field is read from.
   *
   * @param into puts the value of a code into a sketch of the record
   */
  public record Input<S>(Coded codes, BiConsumer<S, AttributeValue> into) {}

  /**
   * The column of a field that is read from others.
   *
   * @param keys attributes the field is read from, put into the sketch by {@code attribute}
   * @param others what else it is read from
   * @param read the field's value of a sketch; null when it does not have the field
   * @param whole the field's value of a row, for rows that cannot be read by column
   */
  public <S> PartColumn column(
      List<String> keys,
      Function<String, BiConsumer<S, AttributeValue>> attribute,
      List<Input<S>> others,
      Supplier<S> sketch,
      Function<S, @Nullable AttributeValue> read,
      IntFunction<@Nullable AttributeValue> whole) {
    List<Input<S>> inputs = new ArrayList<>(others);
    boolean partly = false;
    for (String key : keys) {
      inputs.add(new Input<>(attributes.column(key), attribute.apply(key)));
      partly |= attributes.inRest(key);
    }
    inputs.removeIf(input -> !Rows.any(table, input.codes()));
    VirtualColumn.Function value =
        found -> {
          S record = sketch.get();
          for (int i = 0; i < found.length; i++) {
            AttributeValue each = found[i];
            if (each != null) {
              inputs.get(i).into().accept(record, each);
            }
          }
          return read.apply(record);
        };
    return make(inputs.stream().map(Input::codes).toList(), partly, value, whole);
  }

  private PartColumn make(
      List<Coded> inputs,
      boolean partly,
      VirtualColumn.Function value,
      IntFunction<@Nullable AttributeValue> whole) {
    Coded readWhole = partly ? attributes.partly() : Coded.NONE;
    VirtualColumn column = new VirtualColumn(table, inputs, readWhole, value, whole);
    return column.codeCount() == Coded.FIRST && !column.mayBeOutside()
        ? new Absent()
        : new ByCode(column);
  }

  /** The column of a free attribute. */
  public PartColumn attribute(Field.Attribute field) {
    String key = field.key();
    return switch (field.origin()) {
      case ITEM -> ofItem(key);
      case RESOURCE -> ofContext(context -> context.resource().attributes(), key);
      case SCOPE -> ofContext(context -> context.scope().attributes(), key);
      case ANY -> ofAny(key);
    };
  }

  private PartColumn ofItem(String key) {
    if (attributes.inRest(key)) {
      return new ByRow(row -> attributes.valueAt(key, row));
    }
    Coded column = attributes.column(key);
    return Rows.any(table, column) ? new ByCode(column) : new Absent();
  }

  private PartColumn ofContext(Function<Context, Attributes> place, String key) {
    return make(
        List.of(contexts.codes()),
        false,
        found -> found[0] == null ? null : place.apply(Context.of(found[0])).find(key),
        _ -> null);
  }

  private PartColumn ofAny(String key) {
    PartColumn ofResource = attribute(new Field.Attribute(Origin.RESOURCE, key));
    if (ofResource instanceof Absent) {
      return ofItem(key);
    }
    return make(
        List.of(attributes.column(key), contexts.codes()),
        attributes.inRest(key),
        found -> found[0] != null ? found[0] : ofResource(found[1], key),
        row -> {
          AttributeValue own = attributes.valueAt(key, row);
          return own != null ? own : contexts.at(row).resource().attributes().find(key);
        });
  }

  private static @Nullable AttributeValue ofResource(@Nullable AttributeValue context, String key) {
    return context == null ? null : Context.of(context).resource().attributes().find(key);
  }

  /** Names of the attributes of items and resources. */
  public Set<String> attributeNames() {
    Set<String> names = new LinkedHashSet<>(attributes.keys());
    names.addAll(contexts.resourceKeys());
    return names;
  }
}
