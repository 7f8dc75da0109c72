/** The functions of PromQL, one family a file. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.function;
