/** Starts, watches, breaks and stops the whole demo. */
@NullMarked
package io.midwatch.demo.launcher;

import org.jspecify.annotations.NullMarked;
