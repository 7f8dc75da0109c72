package io.midwatch.query.operations;

/** One value of a chart. */
public record ValuePoint(long timeUnixNano, double value) {}
