/** The message broker of the demo in a process of its own. */
@NullMarked
package io.midwatch.demo.broker;

import org.jspecify.annotations.NullMarked;
