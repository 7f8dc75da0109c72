/** The first screen: what fails now and how everything is. */
@NullMarked
package io.midwatch.ui.overview;

import org.jspecify.annotations.NullMarked;
