/** Rollup rows as documents. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch.rollup;
