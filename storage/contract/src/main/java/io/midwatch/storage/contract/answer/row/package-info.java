/** Answering from rows kept as records, the same in every store: filters, groups, figures. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.answer.row;
