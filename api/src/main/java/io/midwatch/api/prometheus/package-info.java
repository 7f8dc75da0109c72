/** The Prometheus HTTP API under {@code /prometheus/api/v1}. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.prometheus;
