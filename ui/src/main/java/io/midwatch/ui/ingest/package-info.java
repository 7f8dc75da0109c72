/** Ingest in words, at the foot of every page. */
@org.jspecify.annotations.NullMarked
package io.midwatch.ui.ingest;
