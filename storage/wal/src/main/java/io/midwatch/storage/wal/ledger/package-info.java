/** Counts of what came in, kept from one run to the next. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.wal.ledger;
