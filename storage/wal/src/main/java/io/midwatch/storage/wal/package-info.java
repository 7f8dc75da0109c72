/** The write-ahead log in front of any store. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.wal;
