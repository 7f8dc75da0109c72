package io.midwatch.query.services;

import io.midwatch.query.requests.RequestFigures;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a service, now and in the period before.
 *
 * @param recoveredUnixNano when it stopped failing, null while it fails and when it did not fail
 */
public record EndpointRow(
    String service,
    String endpoint,
    String kind,
    RequestFigures now,
    RequestFigures before,
    @Nullable Long recoveredUnixNano) {}
