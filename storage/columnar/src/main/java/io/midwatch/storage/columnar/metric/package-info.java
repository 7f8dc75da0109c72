/**
 * Metric series in hot buffers and sealed files, found by their labels and read as they were sent.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.metric;
