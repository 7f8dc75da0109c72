/** Ingest: in words at the foot of every page, and on a page of its own. */
@org.jspecify.annotations.NullMarked
package io.midwatch.ui.ingest;
