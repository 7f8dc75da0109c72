/** What every demo process shares with the launcher: a leash on standard input and a ready file. */
@NullMarked
package io.midwatch.demo.child;

import org.jspecify.annotations.NullMarked;
