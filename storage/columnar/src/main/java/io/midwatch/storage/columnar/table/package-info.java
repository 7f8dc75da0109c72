/** What a hot buffer and a sealed segment have in common: rows by column. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.table;
