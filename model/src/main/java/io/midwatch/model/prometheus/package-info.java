/** Translates OTLP metric identities to Prometheus label sets. */
@org.jspecify.annotations.NullMarked
package io.midwatch.model.prometheus;
