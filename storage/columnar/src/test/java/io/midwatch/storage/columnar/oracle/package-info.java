/** Differential tests: the embedded store and DuckDB, loaded with the same rows, asked the same. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.oracle;
