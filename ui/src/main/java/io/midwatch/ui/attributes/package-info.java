/** Attributes as rows of a page. */
@NullMarked
package io.midwatch.ui.attributes;

import org.jspecify.annotations.NullMarked;
