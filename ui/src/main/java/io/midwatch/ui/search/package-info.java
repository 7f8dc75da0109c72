/** What the palette offers: everything that has a page of its own. */
@NullMarked
package io.midwatch.ui.search;

import org.jspecify.annotations.NullMarked;
