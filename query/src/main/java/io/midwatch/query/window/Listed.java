package io.midwatch.query.window;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/** Rows in the order they are shown, and how far they can be trusted. */
public record Listed<T>(List<T> rows, Completeness completeness) {
  public Listed {
    rows = List.copyOf(rows);
  }
}
