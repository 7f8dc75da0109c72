/** Whether telemetry comes in, and how much of it is held. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.ingest;
