/** The seam through which a store touches files, and the local disk behind it. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.wal.disk;
