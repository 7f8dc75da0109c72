package io.midwatch.query.operations;

/**
 * Calls with one statement made for the requests of one endpoint.
 *
 * @param statement its id
 * @param nanos time they took together
 */
public record StatementEndpoint(
    String statement, String service, String endpoint, long calls, long failed, long nanos) {}
