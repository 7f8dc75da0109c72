/**
 * Hot buffers: the newest rows in memory, appended by one thread and read in place by many.
 *
 * <p>How they stay right without locks: everything a row refers to is written before its row count
 * is published by one volatile write; what has been written is never changed; an array that grows
 * is replaced through a volatile field. A reader takes the row count once and looks at nothing
 * beyond it. Where a reader may meet what is newer than its count (dictionary slots, chains of
 * rows, the bounds of a block) it ignores it or is only told less.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.hot;
