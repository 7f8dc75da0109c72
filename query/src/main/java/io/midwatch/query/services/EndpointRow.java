package io.midwatch.query.services;

import io.midwatch.query.requests.RequestFigures;

/** One endpoint of a service, now and in the period before. */
public record EndpointRow(
    String service, String endpoint, String kind, RequestFigures now, RequestFigures before) {}
