/** The list of hosts outside and one of them. */
@NullMarked
package io.midwatch.ui.thirdparties;

import org.jspecify.annotations.NullMarked;
