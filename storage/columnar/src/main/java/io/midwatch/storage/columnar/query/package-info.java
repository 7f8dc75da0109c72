/** Answers questions from parts: hot buffers and segments alike. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.query;
