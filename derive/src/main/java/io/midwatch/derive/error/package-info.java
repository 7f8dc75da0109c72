/** Failures of spans and log records, and which of them are one bug. */
@org.jspecify.annotations.NullMarked
package io.midwatch.derive.error;
