package io.midwatch.storage.contract.query;

import io.midwatch.model.MetricDescriptor;

/** A metric as the store knows it, under its Prometheus name. */
public record MetricMetadata(String prometheusName, MetricDescriptor descriptor) {}
