/** From a checked export request to the store: admission, hand-over, counting. */
@org.jspecify.annotations.NullMarked
package io.midwatch.collector.ingest;
