/**
 * The write-ahead log in front of any store: what a sender was told to be stored is on disk here
 * before it is anywhere else. {@link io.midwatch.storage.wal.LoggedWriter} takes batches, {@link
 * io.midwatch.storage.wal.WriteAheadLog} keeps them in files, {@link
 * io.midwatch.storage.wal.BatchApplier} is the store behind. {@code docs/wal.md} describes the
 * files and what happens after a crash.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.wal;
