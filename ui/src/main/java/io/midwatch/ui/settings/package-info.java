/** The configuration in force, read-only. */
@NullMarked
package io.midwatch.ui.settings;

import org.jspecify.annotations.NullMarked;
