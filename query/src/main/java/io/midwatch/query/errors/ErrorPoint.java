package io.midwatch.query.errors;

/** Occurrences in one step of a chart; steps without any are absent from a series. */
public record ErrorPoint(long startUnixNano, long count) {}
