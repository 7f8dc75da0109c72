/** Benchmarks and load generators. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench;
