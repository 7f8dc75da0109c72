/** Native histograms: their shape, arithmetic and statistics. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.histogram;
