/** The inner loops of ingest, one by one, under JMH. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.kernel;
