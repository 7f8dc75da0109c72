package io.midwatch.ui.chart;

/** A stretch without data, drawn as a dashed box: left edge and width in the chart's own units. */
public record Gap(String x, String width) {}
