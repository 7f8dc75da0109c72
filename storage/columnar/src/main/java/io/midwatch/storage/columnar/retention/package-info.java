/**
 * What leaves: segments that are too old or too much, and files somebody may still be reading. It
 * knows the manifest and the disk, not what is in a segment.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.retention;
