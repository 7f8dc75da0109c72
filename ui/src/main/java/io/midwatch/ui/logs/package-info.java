/** Log search. */
@NullMarked
package io.midwatch.ui.logs;

import org.jspecify.annotations.NullMarked;
