/** Finding traces and putting one together. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.traces;
