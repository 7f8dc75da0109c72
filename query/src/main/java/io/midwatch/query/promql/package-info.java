/** PromQL over the metric store: parse, check, plan, evaluate. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql;
