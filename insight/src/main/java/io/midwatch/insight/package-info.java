/** Findings computed from telemetry. No Spring. */
@org.jspecify.annotations.NullMarked
package io.midwatch.insight;
