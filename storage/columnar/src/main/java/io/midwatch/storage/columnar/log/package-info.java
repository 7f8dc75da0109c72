/** Log records by column: how they are written and read. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.log;
