/**
 * The one place where numbers, durations and times become text; always {@code Locale.ROOT} and UTC.
 */
@NullMarked
package io.midwatch.ui.format;

import org.jspecify.annotations.NullMarked;
