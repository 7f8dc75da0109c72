package io.midwatch.query.operations;

/**
 * One customer. Users are distinct counts, estimates beyond a few hundred; 0 when spans name none.
 *
 * @param tenant empty for requests that named none
 */
public record TenantRow(String tenant, long requests, long failed, long users, long failedUsers) {}
