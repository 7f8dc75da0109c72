/** The inbox of errors: the bugs that struck, one bug, and what people decide about it. */
@NullMarked
package io.midwatch.ui.errors;

import org.jspecify.annotations.NullMarked;
