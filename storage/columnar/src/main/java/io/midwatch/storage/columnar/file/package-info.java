/** The container of every sealed file: named sections with checksums, written once, then mapped. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.file;
