/** A page for asking in PromQL. */
@org.jspecify.annotations.NullMarked
package io.midwatch.ui.explore;
