/** The reference workload: deterministic spans, logs and points as OTLP export requests. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.workload;
