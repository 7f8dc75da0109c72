package io.midwatch.storage.columnar.file;

/**
 * One line of a file's directory.
 *
 * @param offset of the first byte from the start of the file
 * @param checksum CRC32C of the section's bytes
 */
record Section(String name, long offset, long length, int checksum) {}
