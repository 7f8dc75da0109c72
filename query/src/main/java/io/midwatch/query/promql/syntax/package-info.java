/** What a PromQL query says: tokens, the tree of expressions, its checks and its printed form. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.promql.syntax;
