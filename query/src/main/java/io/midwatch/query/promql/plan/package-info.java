/** What the engine runs: the query with times, functions and experimental parts decided. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.plan;
