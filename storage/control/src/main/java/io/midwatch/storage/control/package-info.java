/**
 * Control state in a relational database: what people decided and what must outlive the process
 * besides telemetry.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.control;
