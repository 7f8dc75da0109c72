/** What evaluation works on: label sets, samples, columns of values over a grid of times. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.series;
