/** Starting a server: empty, with data, and after it was killed. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.recovery;
