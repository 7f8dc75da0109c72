/** Rollups counted anew from stored spans. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.answer.recount;
