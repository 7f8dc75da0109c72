package io.midwatch.query.ingest;

/**
 * A service that sent spans or log lines in a window, and what its spans say of themselves.
 *
 * @param service empty when the sender did not say
 * @param versioned spans that name a version; likewise for environment
 * @param requests SERVER and CONSUMER spans
 * @param tenanted requests whose own span names a tenant
 */
public record SenderRow(
    String service,
    long spans,
    long logs,
    long versioned,
    long environed,
    long requests,
    long tenanted) {}
