/** The series PromQL sees in the metric store and in the rollups. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.store;
