/** Failures by the bug behind them: what happened, where, how often, since when, to whom. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.errors;
