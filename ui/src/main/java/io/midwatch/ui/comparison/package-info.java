/** One trace beside another: what took longer, ran more often or failed. */
@NullMarked
package io.midwatch.ui.comparison;

import org.jspecify.annotations.NullMarked;
