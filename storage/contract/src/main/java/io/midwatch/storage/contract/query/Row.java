package io.midwatch.storage.contract.query;

/** A stored item with its name. */
public record Row<T>(RowId id, T item) {}
