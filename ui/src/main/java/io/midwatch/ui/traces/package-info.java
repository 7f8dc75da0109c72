/** Trace search. */
@NullMarked
package io.midwatch.ui.traces;

import org.jspecify.annotations.NullMarked;
