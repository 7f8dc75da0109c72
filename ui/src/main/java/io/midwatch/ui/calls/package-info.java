/** Calls of something else, a database or a host outside, as its callers see them. */
@NullMarked
package io.midwatch.ui.calls;

import org.jspecify.annotations.NullMarked;
