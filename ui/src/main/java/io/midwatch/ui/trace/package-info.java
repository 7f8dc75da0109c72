/** One trace: its waterfall, the selected span and its log lines. */
@NullMarked
package io.midwatch.ui.trace;

import org.jspecify.annotations.NullMarked;
