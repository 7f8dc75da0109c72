package io.midwatch.query.errors;

import io.midwatch.model.AttributeValue;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which failures are asked about; null for all. With a tenant chosen the rows of tenants answer,
 * which know no endpoints.
 *
 * @param group the id of one bug
 */
public record ErrorQuestion(
    Window window, @Nullable String service, @Nullable String version, @Nullable String group) {

  /** All bugs of the window. */
  public static ErrorQuestion of(Window window) {
    return new ErrorQuestion(window, null, null, null);
  }

  /** The same of one bug. */
  public ErrorQuestion ofGroup(String id) {
    return new ErrorQuestion(window, service, version, id);
  }

  /** The same of the period to compare with. */
  public ErrorQuestion reference() {
    return new ErrorQuestion(window.reference(), service, version, group);
  }

  RollupTable table() {
    return window.tenant() == null ? ErrorTables.ERRORS : ErrorTables.ERROR_TENANTS;
  }

  /** A rollup question about these failures, on {@link #table}. */
  RollupQuery rollup(String... groupBy) {
    return rollup(table(), groupBy);
  }

  /** The same on a table with these dimensions; an overflow row is out when anything is chosen. */
  RollupQuery rollup(RollupTable table, String... groupBy) {
    List<Filter> filters = new ArrayList<>();
    add(filters, "environment", window.environment());
    add(filters, "tenant", window.tenant());
    add(filters, "service", service);
    add(filters, "version", version);
    add(filters, "group", group);
    return RollupQuery.total(table.name(), window.range(), groupBy).where(new Filter.And(filters));
  }

  private static void add(List<Filter> filters, String dimension, @Nullable String value) {
    if (value != null) {
      filters.add(new Filter.Eq(Field.dimension(dimension), AttributeValue.of(value)));
    }
  }
}
