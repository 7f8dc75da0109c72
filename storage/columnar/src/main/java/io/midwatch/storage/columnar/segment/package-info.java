/** Sealed tables: encoded by block and column into a file, and read from it where it is mapped. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.segment;
