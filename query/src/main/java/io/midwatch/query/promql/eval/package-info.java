/** Evaluates plans over grids of times. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.eval;
