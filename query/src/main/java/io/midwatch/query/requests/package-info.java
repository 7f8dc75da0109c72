/** Requests, failures and durations, from rollups or, for one tenant, from spans. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.requests;
