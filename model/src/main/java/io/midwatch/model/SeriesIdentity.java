package io.midwatch.model;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.MetricDescriptor.Temporality;

/**
 * What makes two points belong to one series. Description and metadata are not part of it.
 *
 * <p>Source: OpenTelemetry metrics data model, "Timeseries model".
 */
public record SeriesIdentity(
    Attributes resource,
    String scopeName,
    String scopeVersion,
    String scopeSchemaUrl,
    Attributes scopeAttributes,
    String name,
    String unit,
    MetricType type,
    Temporality temporality,
    boolean monotonic,
    Attributes attributes) {}
