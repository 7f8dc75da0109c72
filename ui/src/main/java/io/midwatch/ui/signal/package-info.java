/** Figures against their limits, and their lines over the window. */
@NullMarked
package io.midwatch.ui.signal;

import org.jspecify.annotations.NullMarked;
