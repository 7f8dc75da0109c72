/** Answering from rollup rows, the same in every store: filters, groups, order. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.answer.rollup;
