package io.midwatch.query.requests;

/** Figures of one step of a chart; steps without any request are absent from a series. */
public record RequestPoint(long startUnixNano, RequestFigures figures) {}
