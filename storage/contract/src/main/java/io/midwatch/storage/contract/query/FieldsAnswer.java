package io.midwatch.storage.contract.query;

import java.util.List;

/** Names with how many rows carry them, most frequent first, ties by name. */
public record FieldsAnswer(List<Counted> names, Completeness completeness) {
  public FieldsAnswer {
    names = List.copyOf(names);
  }

  /** A field name or a value in text form, and its rows. */
  public record Counted(String name, long rows) {}
}
