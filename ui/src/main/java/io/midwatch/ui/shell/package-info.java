/**
 * What every page shares: its global parameters, navigation, panel states, headers and static
 * files.
 */
@NullMarked
package io.midwatch.ui.shell;

import org.jspecify.annotations.NullMarked;
