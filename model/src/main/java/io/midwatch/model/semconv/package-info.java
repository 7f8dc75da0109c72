/** Reads every generation of OpenTelemetry names as one set of canonical fields. */
@org.jspecify.annotations.NullMarked
package io.midwatch.model.semconv;
