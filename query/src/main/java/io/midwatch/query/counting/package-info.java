/**
 * What counts are: exact, estimated from sampled spans, or lower bounds, and which keys are many.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.counting;
