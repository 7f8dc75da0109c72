/** The people and programs that use the shop. */
@NullMarked
package io.midwatch.demo.traffic;

import org.jspecify.annotations.NullMarked;
