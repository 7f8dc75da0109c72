/**
 * The faults that can be switched on, their schedule, and the file that records the truth about
 * them.
 */
@NullMarked
package io.midwatch.demo.faults;

import org.jspecify.annotations.NullMarked;
