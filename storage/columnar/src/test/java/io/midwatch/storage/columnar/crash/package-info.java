/** The store when the power goes, the process is killed, the disk is full or files are damaged. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.crash;
