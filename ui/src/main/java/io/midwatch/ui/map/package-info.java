/** The map of who calls whom: laid out here, drawn on the server. */
@NullMarked
package io.midwatch.ui.map;

import org.jspecify.annotations.NullMarked;
