/** Which files make up the store: the only source of truth for what exists. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.manifest;
