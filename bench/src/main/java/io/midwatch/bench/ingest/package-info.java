/** Sends ready-made requests to a whole server and measures what it costs. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.ingest;
