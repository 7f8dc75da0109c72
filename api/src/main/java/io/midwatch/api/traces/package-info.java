/** Traces as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.traces;
