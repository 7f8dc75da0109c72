package io.midwatch.query.operations;

/** One database: its limits and its calls. */
public record DatabaseDetail(DatabaseRow row, Calls calls) {}
