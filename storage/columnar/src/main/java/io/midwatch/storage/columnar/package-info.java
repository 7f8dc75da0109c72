/** The embedded durable store. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar;
