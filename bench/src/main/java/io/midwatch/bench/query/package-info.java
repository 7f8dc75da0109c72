/** Questions the screens ask, measured against a store in this process. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.query;
