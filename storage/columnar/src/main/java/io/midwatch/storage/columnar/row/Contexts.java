package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Reads the contexts of a table's rows, each code once. Thread-safe. */
public final class Contexts {
  private final Table table;
  private final Coded codes;
  private final AtomicReferenceArray<Context> known;

  /** Null until somebody asks. */
  private volatile @Nullable Set<String> resourceKeys;

  public Contexts(Table table) {
    this.table = table;
    this.codes = table.coded(Context.COLUMN);
    this.known = new AtomicReferenceArray<>(codes.codeCount());
  }

  Coded codes() {
    return codes;
  }

  /** The context of a row. */
  public Context at(int row) {
    int code = codes.codeAt(row);
    if (code >= Coded.FIRST) {
      return of(code);
    }
    AttributeValue value = codes.valueAt(row);
    return value == null ? Context.EMPTY : Context.of(value);
  }

  private Context of(int code) {
    Context context = known.get(code);
    if (context == null) {
      context = Context.of(codes.value(code));
      known.set(code, context);
    }
    return context;
  }

  /** Keys of the resources' attributes. */
  Set<String> resourceKeys() {
    Set<String> keys = resourceKeys;
    if (keys == null) {
      keys = readResourceKeys();
      resourceKeys = keys;
    }
    return keys;
  }

  private Set<String> readResourceKeys() {
    Set<String> keys = new LinkedHashSet<>();
    for (int code = Coded.FIRST; code < codes.codeCount(); code++) {
      keys.addAll(of(code).resource().attributes().keys());
    }
    if (codes.mayBeOutside()) {
      Rows.forEach(
          table,
          codes,
          code -> code == Coded.OUTSIDE,
          row -> keys.addAll(at(row).resource().attributes().keys()));
    }
    return Collections.unmodifiableSet(keys);
  }
}
