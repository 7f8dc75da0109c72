/** Decoded items to rollup deltas, pure. */
@org.jspecify.annotations.NullMarked
package io.midwatch.derive;
