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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one table as columns, stored or not, made when first asked for and kept, those of a
 * sealed table as long as there is room. Thread-safe.
 */
public final class VirtualColumns {
  private final Table table;
  private final Contexts contexts;
  private final RowAttributes attributes;
  private final boolean grows;

  /** Columns of the same table when it was shorter. */
  private final Map<Field, PartColumn> earlier;

  private final Map<Field, PartColumn> columns = new ConcurrentHashMap<>();

  /** Null when columns are kept as long as this is. */
  private final @Nullable ColumnRoom room;

  /**
   * @param before columns of the same hot table when it was shorter; null when the table is sealed
   * @param room of the columns of a sealed table; null when they are kept as long as this is
   */
  public VirtualColumns(
      Table table,
      Contexts contexts,
      RowAttributes attributes,
      @Nullable VirtualColumns before,
      @Nullable ColumnRoom room) {
    this.room = room;
    this.table = table;
    this.contexts = contexts;
    this.attributes = attributes;
    this.grows = before != null;
    this.earlier = new HashMap<>();
    if (before != null) {
      earlier.putAll(before.earlier);
      earlier.putAll(before.columns);
    }
  }

  /**
   * A column a field is read from.
   *
   * @param into puts the value of a code into a sketch of the record
   */
  public record Input<S>(String name, Coded codes, BiConsumer<S, AttributeValue> into) {}

  /** What the columns are made of. */
  public RowAttributes attributes() {
    return attributes;
  }

  /** The column of a field, made by {@code make} the first time. */
  public PartColumn column(Field field, Function<Field, PartColumn> make) {
    PartColumn column = columns.computeIfAbsent(field, make);
    if (room != null && column instanceof ByCode(VirtualColumn computed)) {
      room.used(this, field, computed.sizeBytes());
    }
    return column;
  }

  /** It is computed again when somebody asks for it; who has it keeps it. */
  void forget(Field field) {
    columns.remove(field);
  }

  /**
   * The column of a canonical field that is read from other columns.
   *
   * @param keys attributes the field is read from, put into the sketch by {@code attribute}
   * @param others what else it is read from
   * @param read the field's value of a sketch; null when it does not have the field
   */
  public <S> PartColumn canonical(
      Field field,
      List<String> keys,
      Function<String, BiConsumer<S, AttributeValue>> attribute,
      List<Input<S>> others,
      Supplier<S> sketch,
      Function<S, @Nullable AttributeValue> read) {
    List<VirtualColumn.Input> inputs = new ArrayList<>();
    List<BiConsumer<S, AttributeValue>> into = new ArrayList<>();
    for (Input<S> other : others) {
      if (Rows.any(table, other.codes())) {
        inputs.add(new VirtualColumn.Input(other.name(), other.codes(), other.codes()::valueAt));
        into.add(other.into());
      }
    }
    boolean partly = false;
    for (String key : keys) {
      boolean inRest = attributes.inRest(key);
      if (inRest || Rows.any(table, attributes.column(key))) {
        inputs.add(input(key));
        into.add(attribute.apply(key));
        partly |= inRest;
      }
    }
    return make(
        field,
        inputs,
        partly,
        found -> {
          S record = sketch.get();
          for (int i = 0; i < found.length; i++) {
            AttributeValue each = found[i];
            if (each != null) {
              into.get(i).accept(record, each);
            }
          }
          return read.apply(record);
        });
  }

  private VirtualColumn.Input input(String key) {
    return new VirtualColumn.Input(
        "attribute " + key, attributes.column(key), row -> attributes.valueAt(key, row));
  }

  private PartColumn make(
      Field field, List<VirtualColumn.Input> inputs, boolean partly, VirtualColumn.Function value) {
    Coded readByRow = partly ? attributes.partly() : Coded.NONE;
    VirtualColumn before =
        earlier.get(field) instanceof ByCode(VirtualColumn column) ? column : null;
    VirtualColumn column =
        new VirtualColumn(table, List.copyOf(inputs), readByRow, value, grows, before);
    return column.codeCount() == Coded.FIRST && !column.mayBeOutside()
        ? new Absent()
        : new ByCode(column);
  }

  /** The column of a free attribute. */
  public PartColumn attribute(Field.Attribute field) {
    String key = field.key();
    return switch (field.origin()) {
      case ITEM -> ofItem(key);
      case RESOURCE -> ofContext(field, context -> context.resource().attributes());
      case SCOPE -> ofContext(field, context -> context.scope().attributes());
      case ANY -> ofAny(field);
    };
  }

  private PartColumn ofItem(String key) {
    if (attributes.inRest(key)) {
      return new ByRow(row -> attributes.valueAt(key, row));
    }
    Coded column = attributes.column(key);
    return Rows.any(table, column) ? new ByCode(column) : new Absent();
  }

  private PartColumn ofContext(Field.Attribute field, Function<Context, Attributes> place) {
    return make(
        field,
        List.of(context()),
        false,
        found -> found[0] == null ? null : place.apply(Context.of(found[0])).find(field.key()));
  }

  private VirtualColumn.Input context() {
    Coded codes = contexts.codes();
    return new VirtualColumn.Input(Context.COLUMN, codes, codes::valueAt);
  }

  private PartColumn ofAny(Field.Attribute field) {
    String key = field.key();
    if (!contexts.resourceKeys().contains(key)) {
      return ofItem(key);
    }
    return make(
        field,
        List.of(input(key), context()),
        attributes.inRest(key),
        found -> found[0] != null ? found[0] : ofResource(found[1], key));
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
