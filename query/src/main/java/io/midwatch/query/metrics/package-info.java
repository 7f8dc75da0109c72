/** Metric series as they were sent. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.metrics;
