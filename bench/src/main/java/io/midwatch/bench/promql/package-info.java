/** Midwatch beside a real Prometheus: the same samples in both, the same questions to both. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.promql;
