/** Lists as every page shows them: searched, ordered, cut, and as CSV. */
@NullMarked
package io.midwatch.ui.table;

import org.jspecify.annotations.NullMarked;
