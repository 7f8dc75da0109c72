package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.columnar.query.RareAttributes;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.MapCursor;
import io.midwatch.storage.columnar.table.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of a table's items, wherever they are kept. Thread-safe. */
public final class RowAttributes implements RareAttributes {
  /** Name of the column that says which rows have attributes in their rest. */
  public static final String PARTLY = "partly";

  private final Table table;
  private final Coded partly;
  private final Blobs rests;

  /** By key; null until somebody asks, for there may be a thousand. */
  private volatile @Nullable Map<String, Coded> columns;

  /** Keys of attributes in some row's rest; null until somebody asks. */
  private volatile @Nullable Set<String> restKeys;

  /** Of the same table when it was shorter. */
  private final @Nullable RowAttributes before;

  /** Whether few rows are read, so that looking at every key there is would cost more. */
  private final boolean few;

  public RowAttributes(Table table) {
    this(table, null, false);
  }

  /** For reading a row or two of a hot table, which may have a thousand keys by now. */
  public static RowAttributes ofFewRows(Table table) {
    return new RowAttributes(table, null, true);
  }

  private RowAttributes(Table table, @Nullable RowAttributes before, boolean few) {
    this.table = table;
    this.few = few;
    this.before = before;
    this.partly = table.coded(PARTLY);
    this.rests = table.blobs(RestWriter.COLUMN);
  }

  /** Of the same hot table when it has more rows: what is known of the others is kept. */
  public RowAttributes later(Table longer) {
    RowAttributes known = restKeys == null && before != null ? before : this;
    return new RowAttributes(longer, known.restKeys == null ? null : known, few);
  }

  /** All attributes of a row. */
  public Attributes at(int row, Rest rest) {
    int block = row / Table.BLOCK_ROWS;
    Attributes.Builder found = Attributes.builder();
    if (few) {
      for (String key : table.attributeKeys(row)) {
        AttributeValue value = table.attribute(key).valueAt(row);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found.putAll(rest.attributes()).build();
    }
    columns()
        .forEach((key, column) -> {
          AttributeValue value = column.any(block) ? column.valueAt(row) : null;
          if (value != null) {
            found.put(key, value);
          }
        });
    return found.putAll(rest.attributes()).build();
  }

  /** What of a row has no column. */
  public Rest rest(int row) {
    return Rest.read(rests.at(row));
  }

  /** Rows that have a code here have attributes in their rest. */
  Coded partly() {
    return partly;
  }

  /** {@link Coded#NONE} when the key has no column. */
  Coded column(String key) {
    return columns().getOrDefault(key, Coded.NONE);
  }

  private Map<String, Coded> columns() {
    Map<String, Coded> known = columns;
    if (known == null) {
      Map<String, Coded> found = new LinkedHashMap<>();
      table.attributeKeys().forEach(key -> found.put(key, table.attribute(key)));
      known = Collections.unmodifiableMap(found);
      columns = known;
    }
    return known;
  }

  @Nullable AttributeValue valueAt(String key, int row) {
    AttributeValue inColumn = column(key).valueAt(row);
    return inColumn != null || partly.codeAt(row) == Coded.ABSENT ? inColumn : inRest(key, row);
  }

  private @Nullable AttributeValue inRest(String key, int row) {
    MapCursor entries = entries(row);
    while (entries.next()) {
      if (entries.key().equals(key)) {
        return entries.value();
      }
    }
    return null;
  }

  /** The attributes in a row's rest. */
  private MapCursor entries(int row) {
    MapCursor sections = new MapCursor(rests.at(row));
    while (sections.next()) {
      if (sections.key().equals(RestWriter.ATTRIBUTES)) {
        return sections.map();
      }
    }
    return sections;
  }

  @Override
  public Set<String> names() {
    return restKeys();
  }

  @Override
  public boolean any(int block) {
    return partly.any(block);
  }

  @Override
  public void forEachName(int row, Consumer<String> names) {
    if (partly.codeAt(row) != Coded.ABSENT) {
      for (MapCursor entries = entries(row); entries.next(); ) {
        names.accept(entries.key());
      }
    }
  }

  @Override
  public void forEach(int row, BiConsumer<String, AttributeValue> attributes) {
    if (partly.codeAt(row) != Coded.ABSENT) {
      for (MapCursor entries = entries(row); entries.next(); ) {
        attributes.accept(entries.key(), entries.value());
      }
    }
  }

  /** Keys that occur in some row. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(columns().keySet());
    keys.addAll(restKeys());
    return keys;
  }

  /** Whether some row keeps the attribute in its rest. */
  boolean inRest(String key) {
    return restKeys().contains(key);
  }

  private Set<String> scanned() {
    RowAttributes known = before;
    Set<String> found = new LinkedHashSet<>(known == null ? Set.of() : known.restKeys());
    Rows.forEach(
        table,
        known == null ? 0 : known.table.rows(),
        partly,
        code -> code != Coded.ABSENT,
        row -> forEachName(row, found::add));
    return Collections.unmodifiableSet(found);
  }

  private Set<String> restKeys() {
    Set<String> keys = restKeys;
    if (keys == null) {
      Set<String> listed = table.keysInRest();
      keys = listed == null ? scanned() : listed;
      restKeys = keys;
    }
    return keys;
  }
}
